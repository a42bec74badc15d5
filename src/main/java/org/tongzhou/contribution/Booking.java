package org.tongzhou.contribution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.SentBack;

/**
 * Books the lines of one file inside the caller's transaction: first all money in, matched in memory and written in a few
 * statements however many lines there are, then what the bank took back.
 */
@Component
class Booking {
    private final CreditStore credits;
    private final BillStore bills;
    private final Settling settling;
    private final Returning returning;
    private final Tellings tellings;
    private final Ledger ledger;
    private final CameBack cameBack;
    private final OtherNames otherNames;

    Booking(
            CreditStore credits,
            BillStore bills,
            Settling settling,
            Returning returning,
            Tellings tellings,
            Ledger ledger,
            CameBack cameBack,
            OtherNames otherNames) {
        this.credits = credits;
        this.bills = bills;
        this.settling = settling;
        this.returning = returning;
        this.tellings = tellings;
        this.ledger = ledger;
        this.cameBack = cameBack;
        this.otherNames = otherNames;
    }

    List<CreditOutcome> book(Actor actor, List<BankLine> read, Instant now) {
        FundId fund = actor.fund();
        CameBack.Sorted sorted = cameBack.sort(actor, read, now);
        List<BankLine> lines = sorted.lines();
        List<BankLine> cameIn = lines.stream()
                .filter(line -> line.direction() == BankLine.Direction.IN)
                .toList();
        Map<BankLine, OtherNames.Held> held = otherNames.noted(fund, cameIn);
        List<BankLine> in =
                cameIn.stream().filter(line -> !held.containsKey(line)).toList();
        List<CreditStore.Key> made = new ArrayList<>();
        for (List<BankLine> some : wholesBeforeParts(in)) {
            held.putAll(otherNames.held(fund, some));
            made.addAll(credits.insertNew(
                    fund, some.stream().filter(line -> !held.containsKey(line)).toList(), now));
        }
        returning.lock(fund, lines);
        Map<CreditStore.Key, Credit> known = credits.known(fund, CreditStore.Key.of(in));
        Run run = new Run(known, made, lockBills(fund, in, Set.copyOf(made)), sorted.told(), held);
        CreditOutcome[] outcomes = new CreditOutcome[lines.size()];
        for (int i = 0; i < outcomes.length; i++) {
            if (lines.get(i).direction() != BankLine.Direction.RETURN) {
                outcomes[i] = receive(run, lines.get(i));
            }
        }
        write(fund, run, now);
        for (int i = 0; i < outcomes.length; i++) {
            if (lines.get(i).direction() == BankLine.Direction.RETURN) {
                outcomes[i] = returning.takeBack(fund, lines.get(i), now);
            }
        }
        return List.of(outcomes);
    }

    /** So that a booking that the file tells in both ways stands in the books when its parts are looked at. */
    private static List<List<BankLine>> wholesBeforeParts(List<BankLine> lines) {
        Map<Boolean, List<BankLine>> byPart = lines.stream()
                .collect(Collectors.partitioningBy(line -> line.whole().isPresent()));
        return Stream.of(byPart.get(false), byPart.get(true))
                .filter(some -> !some.isEmpty())
                .toList();
    }

    /**
     * One file being matched: what is known, what the file brought and which of it is not yet looked at, the bills as they stand
     * now, and what is of nobody.
     */
    private static final class Run {
        private final Map<CreditStore.Key, Credit> known;
        private final Set<CreditStore.Key> made;
        private final Set<CreditStore.Key> fresh;
        private final OpenBills bills;
        private final Map<BankLine, SentBack.Told> cameBack;
        private final Map<BankLine, OtherNames.Held> held;
        private final Map<Credit, Money> unknown = new LinkedHashMap<>();

        Run(
                Map<CreditStore.Key, Credit> known,
                List<CreditStore.Key> made,
                OpenBills bills,
                Map<BankLine, SentBack.Told> cameBack,
                Map<BankLine, OtherNames.Held> held) {
            this.known = known;
            this.made = Set.copyOf(made);
            this.fresh = new HashSet<>(made);
            this.bills = bills;
            this.cameBack = cameBack;
            this.held = held;
        }

        private boolean isKnownAs(Credit credit, BankLine line) {
            return made.contains(CreditStore.Key.of(line))
                    ? SameCredit.isRepeated(credit, line)
                    : SameCredit.is(credit, line);
        }
    }

    private OpenBills lockBills(FundId fund, List<BankLine> lines, Set<CreditStore.Key> fresh) {
        Set<String> references = new TreeSet<>();
        lines.stream()
                .filter(line -> fresh.contains(CreditStore.Key.of(line)))
                .forEach(line -> references.addAll(PaymentReference.in(line.remark())));
        return new OpenBills(references.isEmpty() ? List.of() : bills.lockByReference(fund, references));
    }

    private static CreditOutcome receive(Run run, BankLine line) {
        if (line.direction() == BankLine.Direction.OTHER) {
            SentBack.Told told = run.cameBack.get(line);
            return told == null ? CreditOutcome.of(line, Outcome.NOT_A_FEE) : CreditOutcome.cameBack(line, told);
        }
        OtherNames.Held held = run.held.get(line);
        if (held != null) {
            return CreditOutcome.held(line, held);
        }
        Credit credit = Objects.requireNonNull(run.known.get(CreditStore.Key.of(line)));
        if (!run.fresh.remove(CreditStore.Key.of(line))) {
            Outcome again = run.isKnownAs(credit, line) ? Outcome.DUPLICATE : Outcome.DIFFERS;
            return CreditOutcome.of(line, again, credit.id(), null, Money.ZERO);
        }
        Optional<OpenBills.Target> target = run.bills
                .named(line.remark())
                .filter(named -> run.bills.now(named.bill()).state() != Bill.State.CANCELLED);
        if (target.isEmpty()) {
            run.unknown.put(credit, credit.amount());
            return CreditOutcome.of(line, Outcome.UNKNOWN, credit.id(), null, Money.ZERO);
        }
        return pay(run, line, credit, target.get());
    }

    private static CreditOutcome pay(Run run, BankLine line, Credit credit, OpenBills.Target target) {
        Money applied =
                run.bills.pay(credit, target, null).map(Allocation::amount).orElse(Money.ZERO);
        Money surplus = line.amount().minus(applied);
        if (surplus.isPositive()) {
            run.unknown.put(credit, surplus);
        }
        Bill now = run.bills.now(target.bill());
        Outcome outcome =
                surplus.isPositive() ? Outcome.OVER : now.outstanding().isZero() ? Outcome.EXACT : Outcome.SHORT;
        return CreditOutcome.of(line, outcome, credit.id(), now, applied);
    }

    private void write(FundId fund, Run run, Instant now) {
        List<Posting> suspense = new ArrayList<>();
        run.unknown.forEach((credit, rest) -> suspense.add(Posting.of(
                Template.FEE_SUSPENSE,
                Postings.cause(credit.id()),
                credit.valueDate(),
                now,
                List.of(Postings.unknown(fund, rest)))));
        ledger.postAll(fund, suspense);
        Map<CreditId, Credit> byId = new HashMap<>();
        run.known.values().forEach(credit -> byId.put(credit.id(), credit));
        List<Allocation> made = run.bills.made();
        settling.pay(fund, new Settling.Booked(made, run.bills.after(), byId, now));
        tellShort(fund, run, made, now);
    }

    /** Once a bill, with all that came in by this file. */
    private void tellShort(FundId fund, Run run, List<Allocation> made, Instant now) {
        Map<BillId, Money> came = new LinkedHashMap<>();
        made.forEach(allocation -> came.merge(allocation.bill(), allocation.amount(), Money::plus));
        came.forEach((id, amount) -> {
            Bill bill = run.bills.now(id);
            if (bill.outstanding().isPositive()) {
                tellings.partlyPaid(fund, bill, amount, now);
            }
        });
    }
}
