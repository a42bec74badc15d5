package org.tongzhou.contribution;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.Submissions;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;

/** What the bank takes back: found by the serial number it names or by reference and amount, and undone. */
@Component
class Returning {
    private final CreditStore credits;
    private final AllocationStore allocations;
    private final BillStore bills;
    private final Settling settling;
    private final Assignments assignments;
    private final Submissions submissions;

    Returning(
            CreditStore credits,
            AllocationStore allocations,
            BillStore bills,
            Settling settling,
            Assignments assignments,
            Submissions submissions) {
        this.credits = credits;
        this.allocations = allocations;
        this.bills = bills;
        this.settling = settling;
        this.assignments = assignments;
        this.submissions = submissions;
    }

    /** What the bank takes back of earlier files, then the bills it had paid: whoever matches by hand locks in this order too. */
    void lock(FundId fund, List<BankLine> lines) {
        List<CreditId> earlier = lines.stream()
                .filter(line -> line.direction() == BankLine.Direction.RETURN)
                .flatMap(line -> meant(fund, line).stream())
                .toList();
        credits.lock(fund, earlier);
        bills.lockPaidBy(fund, earlier);
    }

    /** The likeliest first; only a return that names no serial number is told by its words. */
    private List<CreditId> meant(FundId fund, BankLine line) {
        return line.original() != null
                ? credits.returnedBySerial(fund, line)
                : credits.returnedByReference(fund, line, PaymentReference.in(line.remark()));
    }

    /** A credit whose money is already on its way back to its payer is left to a person. */
    CreditOutcome takeBack(FundId fund, BankLine line, Instant now) {
        Optional<CreditStore.KnownReturn> known = credits.returnKnown(fund, CreditStore.Key.of(line));
        if (known.isPresent()) {
            return CreditOutcome.of(line, known.get().is(line) ? Outcome.DUPLICATE : Outcome.RETURN_UNKNOWN);
        } else if (isKnownOtherwise(fund, line)) {
            return CreditOutcome.of(line, Outcome.RETURN_UNKNOWN);
        }
        return meant(fund, line).stream()
                .findFirst()
                .map(id -> takeBack(fund, line, id, now))
                .orElseGet(() -> CreditOutcome.of(line, Outcome.RETURN_UNKNOWN));
    }

    /** Under another number that the line may bear, or on the other side of New Year; a person tells whether it is the same. */
    private boolean isKnownOtherwise(FundId fund, BankLine line) {
        return line.whole().flatMap(whole -> returnKnown(fund, line, whole)).isPresent()
                || line.earlierName()
                        .flatMap(name -> returnKnown(fund, line, name))
                        .filter(known -> known.is(line))
                        .isPresent()
                || CreditStore.Key.of(line)
                        .overNewYear(line.valueDate())
                        .flatMap(key -> credits.returnKnown(fund, key))
                        .filter(known -> known.isAbout(line))
                        .isPresent();
    }

    private Optional<CreditStore.KnownReturn> returnKnown(FundId fund, BankLine line, String otherName) {
        return credits.returnKnown(fund, CreditStore.Key.of(line, otherName));
    }

    private CreditOutcome takeBack(FundId fund, BankLine line, CreditId id, Instant now) {
        Credit credit = credits.lock(fund, id).orElseThrow();
        if (credit.refunding().isPositive()) {
            return CreditOutcome.of(line, Outcome.RETURN_UNKNOWN, id, null, Money.ZERO);
        }
        submissions.hold(fund);
        List<Allocation> live = allocations.liveOfCredit(fund, id);
        Settling.Ended ended = new Settling.Ended(Ending.RETURNED, null, line.valueDate(), now);
        assignments.returned(fund, id, ended);
        settling.returnSuspense(fund, credit, ended);
        settling.end(fund, live, ended);
        credits.insertReturn(fund, line, id);
        Bill owed = live.isEmpty()
                ? null
                : bills.lock(fund, live.get(live.size() - 1).bill()).orElseThrow();
        return CreditOutcome.of(line, Outcome.RETURNED, id, owed, Money.ZERO);
    }
}
