package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.Billable;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.enrolment.FeeSplit;
import org.tongzhou.enrolment.Submission;
import org.tongzhou.enrolment.Submissions;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Shares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;

/** Makes the bill of a submission: who pays what, which programmes help, a reference for the whole and for each payer. */
@Component
class Raising {
    private final BillWriting writing;
    private final Submissions submissions;
    private final Covers covers;
    private final Units units;
    private final Subsidies subsidies;
    private final Ledger ledger;
    private final Settling settling;
    private final Tellings tellings;
    private final AuditTrail audit;
    private final int daysToPay;

    Raising(
            BillWriting writing,
            Submissions submissions,
            Covers covers,
            Units units,
            Subsidies subsidies,
            Ledger ledger,
            Settling settling,
            Tellings tellings,
            AuditTrail audit,
            @Value("${tongzhou.fee-days:15}") int daysToPay) {
        this.writing = writing;
        this.submissions = submissions;
        this.covers = covers;
        this.units = units;
        this.subsidies = subsidies;
        this.ledger = ledger;
        this.settling = settling;
        this.tellings = tellings;
        this.audit = audit;
        this.daysToPay = daysToPay;
    }

    /**
     * A bill of nothing, or one that subsidies pay whole, is paid as it is raised. Of places that are granted the worker would
     * owe all, and subsidies pay it; else {@code programme_used_up}.
     */
    Bill raise(Actor actor, PersonId person, Submission submission, Instant now) {
        FundId fund = actor.fund();
        Unit unit = units.get(fund, submission.unit());
        FeeSplit split = submissions.split(fund, submission.id(), agreement(submission, unit));
        Billable billable = new Billable(submission, unit, split, covers.fees(fund, submission.id()));
        return raiseAll(actor, person, List.of(billable), now).get(0);
    }

    /** As the unit agreed, but of places that are granted the worker would owe all. */
    private static FeeShares agreement(Submission submission, Unit unit) {
        return submission.granted() ? FeeShares.worker() : unit.shares();
    }

    /** Many units' bills in a few statements; each as {@link #raise} would. */
    List<Bill> raiseAll(Actor actor, PersonId person, List<Billable> all, Instant now) {
        FundId fund = actor.fund();
        Subsidies.Round round = subsidies.round(fund, all, FundClock.dayOf(now));
        Iterator<Long> numbers = writing.nextNumbers(all.stream()
                        .mapToInt(each -> 1 + each.split().payers().size())
                        .sum())
                .iterator();
        List<Raised> raised = all.stream()
                .map(each ->
                        raised(each, round, new By(person, now, each.split().payers()), numbers))
                .toList();
        writing.insertAll(fund, raised.stream().map(Raised::bill).toList());
        book(fund, raised, now);
        audit.recordAll(
                raised.stream().map(each -> entry(actor, each.bill(), now)).toList());
        return raised.stream().map(Raised::bill).toList();
    }

    /** A new bill, what relieved it, and what it is for. */
    private record Raised(Bill bill, Subsidies.Relieved relieved, Billable of) {}

    private Raised raised(Billable each, Subsidies.Round round, By by, Iterator<Long> numbers) {
        Subsidies.Relieved relieved = subsidies.relieve(round, each);
        if (each.submission().granted() && relieved.shares().total().isPositive()) {
            throw Refusal.conflict("programme_used_up", each.unit().name());
        }
        List<Long> own = new ArrayList<>();
        for (int i = 0; i <= by.payers().size(); i++) {
            own.add(numbers.next());
        }
        return new Raised(bill(round.fund(), each, relieved, by, own), relieved, each);
    }

    private static AuditEntry entry(Actor actor, Bill bill, Instant now) {
        return new AuditEntry(
                actor,
                now,
                "bill.raised",
                Postings.cause(bill),
                Map.of(
                        "people", Integer.toString(bill.people()),
                        "fen", Long.toString(bill.total().fen())));
    }

    private void book(FundId fund, List<Raised> all, Instant now) {
        List<Raised> owed =
                all.stream().filter(each -> each.bill().total().isPositive()).toList();
        ledger.postAll(fund, owed.stream().map(each -> posting(each, now)).toList());
        owed.forEach(each -> subsidies.book(fund, each.bill(), each.relieved().grants(), now));
        List<Bill> bills = all.stream().map(Raised::bill).toList();
        tellings.raised(
                fund,
                bills.stream().filter(bill -> bill.outstanding().isPositive()).toList(),
                now);
        List<Bill> full =
                bills.stream().filter(bill -> !bill.outstanding().isPositive()).toList();
        if (!full.isEmpty()) {
            settling.settle(fund, full, now);
        }
    }

    /** Income by plan, so that the books can set it against the benefits of the same plan. */
    private static Posting posting(Raised each, Instant now) {
        Bill bill = each.bill();
        List<Posting.Part> byPlan = each.of().byPlan().entrySet().stream()
                .filter(fee -> fee.getValue().isPositive())
                .map(fee -> new Posting.Part(
                                fee.getValue(), bill.unitPath(), fee.getKey().value())
                        .with("unit:" + bill.unit().value()))
                .toList();
        return Posting.of(Template.BILL_RAISED, Postings.cause(bill), FundClock.dayOf(now), now, byPlan);
    }

    /** Who raises it, and among whom it is shared. */
    private record By(PersonId person, Instant now, Set<Payer> payers) {}

    private Bill bill(FundId fund, Billable of, Subsidies.Relieved relieved, By by, List<Long> numbers) {
        Unit unit = of.unit();
        Submission submission = of.submission();
        BillId id = new BillId(numbers.get(0));
        LocalDate today = FundClock.dayOf(by.now());
        List<BillPart> parts = parts(fund, by.payers(), relieved, numbers);
        Money open = parts.stream().map(BillPart::outstanding).reduce(Money.ZERO, Money::plus);
        return new Bill(
                id,
                unit.id(),
                unit.path(),
                unit.name(),
                submission.id(),
                submission.people(),
                PaymentReference.of(fund, id),
                agreement(submission, unit),
                parts,
                parts.stream().map(BillPart::amount).reduce(Money.ZERO, Money::plus),
                BillDays.raised(today.plusDays(daysToPay), open.isZero() ? today : null),
                by.person(),
                by.now());
    }

    /** Payers first, then programmes; where one alone has to pay, the bill's own reference is the payer's too. */
    private static List<BillPart> parts(
            FundId fund, Set<Payer> payers, Subsidies.Relieved relieved, List<Long> numbers) {
        List<BillPart> parts = new ArrayList<>();
        Shares shares = relieved.shares();
        for (Payer payer : payers) {
            int no = parts.size() + 1;
            boolean alone = shares.of(payer).equals(shares.total());
            BillId number = new BillId(numbers.get(alone && shares.total().isPositive() ? 0 : no));
            parts.add(new BillPart(no, payer, null, PaymentReference.of(fund, number), shares.of(payer), Money.ZERO));
        }
        for (Subsidies.Grant grant : relieved.grants()) {
            parts.add(new BillPart(parts.size() + 1, null, grant.subsidy(), null, grant.amount(), grant.amount()));
        }
        return parts;
    }
}
