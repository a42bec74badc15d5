package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.enrolment.Submissions;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.organisation.Shares;

/**
 * People leave a bill, or all of it is given up, before their cover begins. The bill becomes less, subsidies go back to their
 * budgets, and money that is then too much stands unidentified, from where it is refunded.
 */
@Component
public class Withdrawals {
    private static final int SHORTEST_REASON = 4;
    private static final int LONGEST_REASON = 200;

    private final BillStore bills;
    private final BillWriting writing;
    private final CreditStore credits;
    private final AllocationStore allocations;
    private final WithdrawalStore store;
    private final Submissions submissions;
    private final GrantStore given;
    private final Subsidies subsidies;
    private final Settling settling;
    private final Instalments instalments;
    private final Ledger ledger;
    private final AuditTrail audit;

    Withdrawals(
            BillStore bills,
            BillWriting writing,
            CreditStore credits,
            AllocationStore allocations,
            WithdrawalStore store,
            Submissions submissions,
            GrantStore given,
            Subsidies subsidies,
            Settling settling,
            Instalments instalments,
            Ledger ledger,
            AuditTrail audit) {
        this.bills = bills;
        this.writing = writing;
        this.credits = credits;
        this.allocations = allocations;
        this.store = store;
        this.submissions = submissions;
        this.given = given;
        this.subsidies = subsidies;
        this.settling = settling;
        this.instalments = instalments;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** Who is still on a bill, 100 at a time. */
    public Slice<Submissions.Joiner> joiners(Actor actor, BillId id, String after, LocalDate today) {
        return submissions.joiners(actor.fund(), find(actor, id).submission(), after, today);
    }

    /** Whether the whole bill may be withdrawn: it stands, and nobody's cover has begun. */
    public boolean mayAllLeave(Actor actor, BillId id, LocalDate today) {
        Bill bill = find(actor, id);
        return bill.state() != Bill.State.CANCELLED && !submissions.hasBegun(actor.fund(), bill.submission(), today);
    }

    private Bill find(Actor actor, BillId id) {
        actor.require(Role.UNIT_OFFICER, Role.FINANCE_MAKER);
        return bills.find(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    /** What is withdrawn: these people, or with {@code all} the whole bill. */
    public record Leaving(Set<PersonId> people, boolean all, String reason) {
        public Leaving {
            people = Set.copyOf(people);
            reason = reason.strip();
            if (!Characters.within(SHORTEST_REASON, LONGEST_REASON, reason)) {
                throw Refusal.invalid("fee_reason", SHORTEST_REASON, LONGEST_REASON);
            }
        }

        private Submissions.Leavers leavers(PersonId by) {
            return new Submissions.Leavers(people, all, by);
        }
    }

    /**
     * Refuses {@code cover_begun} once the cover of somebody who leaves has begun, {@code cover_continued} while they have a later term
     * that goes on from it, {@code withdraw_nobody} when nobody is left who could, {@code bill_in_instalments} for a part of a bill whose
     * instalments are not all paid.
     */
    @Transactional
    public void withdraw(Actor actor, BillId id, Leaving leaving, Instant now) {
        actor.require(Role.UNIT_OFFICER, Role.FINANCE_MAKER);
        FundId fund = actor.fund();
        bills.require(actor.scope(), id);
        lockCredits(fund, id);
        Bill bill = bills.lock(fund, id).orElseThrow(Refusal::notFound);
        if (!leaving.all()) {
            endInstalments(actor, bill);
        }
        Run run = new Run(fund, actor.requirePerson(), now);
        int people = submissions.withdraw(fund, bill.submission(), leaving.leavers(run.by()), now);
        List<Allocation> live = allocations.liveOfBill(fund, id);
        settling.end(fund, live, new Settling.Ended(Ending.WITHDRAWN, run.by(), FundClock.dayOf(now), now));
        Bill less = reduce(run, bill, people, leaving);
        payAgain(run, less, new Paid(live, bill.outstanding().isZero()));
        Map<String, String> details = Map.of(
                "people", Integer.toString(people),
                "fen", Long.toString(bill.total().minus(less.total()).fen()));
        audit.record(new AuditEntry(actor, now, "bill.withdrawn", Postings.cause(bill), details));
    }

    /** People leave a bill in instalments only once all of it is paid; it has none from then on. */
    private void endInstalments(Actor actor, Bill bill) {
        if (instalments.of(actor, bill.id()).isEmpty()) {
            return;
        }
        if (!bill.outstanding().isZero()) {
            throw Refusal.conflict("bill_in_instalments", bill.reference());
        }
        instalments.end(actor.fund(), bill.id());
    }

    private record Run(FundId fund, PersonId by, Instant now) {}

    /** Before the bill: whoever matches by hand locks in this order too. */
    private void lockCredits(FundId fund, BillId id) {
        credits.lock(
                fund,
                allocations.liveOfBill(fund, id).stream()
                        .map(Allocation::credit)
                        .toList());
    }

    /** The bill over those who are left; nothing is matched to it at this moment. */
    private Bill reduce(Run run, Bill before, int left, Leaving leaving) {
        int people = before.people() - left;
        Bill less = before.over(partsOver(run.fund(), before, people), people, FundClock.dayOf(run.now()));
        writing.reduce(run.fund(), less);
        Money reduced = before.total().minus(less.total());
        List<Subsidies.Grant> back = back(before, less);
        Money released = back.stream().map(Subsidies.Grant::amount).reduce(Money.ZERO, Money::plus);
        long id = store.insert(
                run.fund(),
                before.id(),
                new WithdrawalStore.New(left, reduced, released, leaving.reason(), run.by()),
                run.now());
        String cause = "withdrawal:" + id;
        subsidies.release(run.fund(), before, back, cause, run.now());
        if (reduced.isPositive()) {
            LocalDate today = FundClock.dayOf(run.now());
            List<Posting.Part> part = List.of(Postings.part(before, reduced));
            ledger.post(run.fund(), Posting.of(Template.BILL_REDUCED, cause, today, run.now(), part));
        }
        return less;
    }

    private List<BillPart> partsOver(FundId fund, Bill before, int people) {
        Shares fees =
                submissions.split(fund, before.submission(), before.agreement()).shares();
        SharedAnew anew = new SharedAnew(before, fees);
        boolean granted = submissions.isGranted(fund, before.submission());
        return granted
                ? anew.relievedAt(subsidies.prices(fund, before.submission())).parts()
                : anew.relievedBy(given.terms(fund, before.id()), people).parts();
    }

    private static List<Subsidies.Grant> back(Bill before, Bill less) {
        List<Subsidies.Grant> back = new ArrayList<>();
        for (int i = 0; i < before.parts().size(); i++) {
            BillPart old = before.parts().get(i);
            Money off = old.amount().minus(less.parts().get(i).amount());
            if (old.payer() == null && off.isPositive()) {
                back.add(new Subsidies.Grant(old.programme().orElseThrow(), off));
            }
        }
        return back;
    }

    /** What had paid the bill until now, and whether that was all of it. */
    private record Paid(List<Allocation> by, boolean full) {
        /** The part that a credit names and had paid alone; else the whole bill. */
        OpenBills.Target of(Credit credit, OpenBills open, BillId bill) {
            Set<Integer> parts = by.stream()
                    .filter(each -> each.credit().equals(credit.id()))
                    .flatMap(each -> each.parts().stream())
                    .map(PartMoney::part)
                    .collect(Collectors.toSet());
            return open.named(credit.remark())
                    .filter(named -> parts.equals(Set.of(named.part())))
                    .orElse(new OpenBills.Target(bill, 0));
        }
    }

    /**
     * What had paid the bill pays what is left of it, in the order it came in, and of a payer's part alone what was for that; the
     * rest stays unidentified.
     */
    private void payAgain(Run run, Bill less, Paid before) {
        if (less.days().cancelledOn() != null) {
            return;
        }
        OpenBills open = new OpenBills(List.of(less));
        List<Credit> had = credits.lock(
                run.fund(), before.by().stream().map(Allocation::credit).toList());
        List<Credit> left = had.stream()
                .map(credit -> pay(open, credit, before.of(credit, open, less.id()), run))
                .toList();
        if (before.full()) {
            // A programme that pays less now leaves more to its payer: what was in full stays so.
            left.forEach(credit -> pay(open, credit, new OpenBills.Target(less.id(), 0), run));
        }
        settling.pay(run.fund(), new Settling.Booked(open.made(), open.after(), Map.of(), run.now()));
        if (open.made().isEmpty() && less.outstanding().isZero()) {
            settling.settle(run.fund(), List.of(less), run.now());
        }
    }

    private static Credit pay(OpenBills open, Credit credit, OpenBills.Target target, Run run) {
        return open.pay(credit, target, run.by())
                .map(made -> credit.paying(made.amount()))
                .orElse(credit);
    }
}
