package org.tongzhou.contribution;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;

/** Books the lines of one file inside the caller's transaction: first all money in, then what the bank took back. */
@Component
class Booking {
    private final CreditStore credits;
    private final BillStore bills;
    private final Settling settling;
    private final Tellings tellings;

    Booking(CreditStore credits, BillStore bills, Settling settling, Tellings tellings) {
        this.credits = credits;
        this.bills = bills;
        this.settling = settling;
        this.tellings = tellings;
    }

    List<CreditOutcome> book(FundId fund, List<BankLine> lines, Instant now) {
        List<BankLine> in = lines.stream()
                .filter(line -> line.direction() == BankLine.Direction.IN)
                .toList();
        Map<CreditStore.Key, CreditId> fresh = new HashMap<>(credits.insertNew(fund, in, now));
        Map<CreditStore.Key, Credit> known = credits.known(fund, in);
        Run run = new Run(fund, now, known, fresh, lockBills(fund, in, fresh.keySet()));
        CreditOutcome[] outcomes = new CreditOutcome[lines.size()];
        for (int i = 0; i < outcomes.length; i++) {
            if (lines.get(i).direction() != BankLine.Direction.RETURN) {
                outcomes[i] = receive(run, lines.get(i));
            }
        }
        for (int i = 0; i < outcomes.length; i++) {
            if (lines.get(i).direction() == BankLine.Direction.RETURN) {
                outcomes[i] = takeBack(run, lines.get(i));
            }
        }
        return List.of(outcomes);
    }

    /** One file being booked: what was known, what is new and not yet booked, and the locked bills as they stand now. */
    private record Run(
            FundId fund,
            Instant now,
            Map<CreditStore.Key, Credit> known,
            Map<CreditStore.Key, CreditId> fresh,
            Map<String, Bill> bills) {}

    private Map<String, Bill> lockBills(FundId fund, List<BankLine> lines, Set<CreditStore.Key> fresh) {
        Set<String> references = new TreeSet<>();
        lines.stream()
                .filter(line -> fresh.contains(CreditStore.Key.of(line)))
                .forEach(line -> references.addAll(PaymentReference.in(line.remark())));
        Map<String, Bill> locked = new HashMap<>();
        bills.lockByReference(fund, references).forEach(bill -> locked.put(bill.reference(), bill));
        return locked;
    }

    private CreditOutcome receive(Run run, BankLine line) {
        if (line.direction() == BankLine.Direction.OTHER) {
            return outcome(line, Outcome.NOT_A_FEE, null, null, Money.ZERO);
        }
        CreditStore.Key key = CreditStore.Key.of(line);
        Credit credit = Objects.requireNonNull(run.known().get(key));
        if (run.fresh().remove(key) == null) {
            boolean same = credit.amount().equals(line.amount());
            return outcome(line, same ? Outcome.DUPLICATE : Outcome.DIFFERS, credit.id(), null, Money.ZERO);
        }
        Settling.Match match = new Settling.Match(run.fund(), credit, null, run.now());
        Bill bill = billOf(run, line);
        if (bill == null) {
            settling.suspend(match, credit.amount());
            return outcome(line, Outcome.UNKNOWN, credit.id(), null, Money.ZERO);
        }
        return pay(run, line, match, bill);
    }

    /** The one bill that the remark names; with two different ones a person has to decide. */
    private static @Nullable Bill billOf(Run run, BankLine line) {
        Set<String> named = new HashSet<>(PaymentReference.in(line.remark()));
        named.retainAll(run.bills().keySet());
        return named.size() == 1 ? run.bills().get(named.iterator().next()) : null;
    }

    private CreditOutcome pay(Run run, BankLine line, Settling.Match match, Bill bill) {
        Money applied = bill.outstanding().isZero() ? Money.ZERO : settling.pay(match, bill);
        Money surplus = line.amount().minus(applied);
        if (surplus.isPositive()) {
            settling.suspend(match, surplus);
        }
        Bill now = bill.receiving(applied);
        run.bills().put(bill.reference(), now);
        if (!now.outstanding().isZero()) {
            tellings.partlyPaid(run.fund(), now, applied, run.now());
        }
        Outcome outcome =
                surplus.isPositive() ? Outcome.OVER : now.outstanding().isZero() ? Outcome.EXACT : Outcome.SHORT;
        return outcome(line, outcome, match.credit().id(), now, applied);
    }

    private CreditOutcome takeBack(Run run, BankLine line) {
        if (credits.isReturnKnown(run.fund(), CreditStore.Key.of(line))) {
            return outcome(line, Outcome.DUPLICATE, null, null, Money.ZERO);
        }
        CreditId id = credits.returned(run.fund(), line, PaymentReference.in(line.remark()))
                .orElse(null);
        if (id == null) {
            return outcome(line, Outcome.RETURN_UNKNOWN, null, null, Money.ZERO);
        }
        Credit credit = credits.lock(run.fund(), id).orElseThrow();
        BillId owed = settling.takeBack(run.fund(), credit, line.valueDate(), run.now());
        credits.insertReturn(run.fund(), line, id);
        Bill bill = owed == null ? null : bills.lock(run.fund(), owed).orElseThrow();
        return outcome(line, Outcome.RETURNED, id, bill, Money.ZERO);
    }

    private static CreditOutcome outcome(
            BankLine line, Outcome outcome, @Nullable CreditId credit, @Nullable Bill bill, Money applied) {
        return new CreditOutcome(
                line.line(),
                line.serial(),
                line.amount(),
                line.valueDate(),
                line.payer(),
                outcome,
                applied,
                credit,
                bill == null ? null : bill.id(),
                bill == null ? null : bill.reference(),
                bill == null ? null : bill.unitName(),
                bill == null ? Money.ZERO : bill.outstanding());
    }
}
