package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.Starts;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.enrolment.Submissions;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;

/** The one place where money meets bills: allocations, books, receipts and cover in one transaction, for one bill or thousands. */
@Component
class Settling {
    private final BillStore bills;
    private final BillWriting writing;
    private final CreditStore credits;
    private final AllocationStore allocations;
    private final ReceiptStore receipts;
    private final Starts starts;
    private final Submissions submissions;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    Settling(
            BillStore bills,
            BillWriting writing,
            CreditStore credits,
            AllocationStore allocations,
            ReceiptStore receipts,
            Starts starts,
            Submissions submissions,
            Ledger ledger,
            ApplicationEventPublisher events) {
        this.bills = bills;
        this.writing = writing;
        this.credits = credits;
        this.allocations = allocations;
        this.receipts = receipts;
        this.starts = starts;
        this.submissions = submissions;
        this.ledger = ledger;
        this.events = events;
    }

    /** What is to be written together: allocations without an id yet, the bills as they stand after them, and the credits they come from. */
    record Booked(List<Allocation> allocations, Map<BillId, Bill> after, Map<CreditId, Credit> credits, Instant now) {}

    /** Writes and books money that pays locked bills. */
    void pay(FundId fund, Booked booked) {
        if (booked.allocations().isEmpty()) {
            return;
        }
        LocalDate today = FundClock.dayOf(booked.now());
        List<Allocation> made = allocations.insert(fund, booked.allocations(), booked.now());
        credits.apply(fund, made, booked.after());
        writing.receive(fund, made, true, today);
        List<Posting> postings = new ArrayList<>();
        made.forEach(allocation -> postings.add(posting(allocation, booked, today)));
        ledger.postAll(fund, postings);
        Map<BillId, Bill> touched = new LinkedHashMap<>();
        made.forEach(allocation -> touched.put(
                allocation.bill(), Objects.requireNonNull(booked.after().get(allocation.bill()))));
        settle(fund, touched.values(), booked.now());
    }

    private static Posting posting(Allocation allocation, Booked booked, LocalDate today) {
        Bill bill = Objects.requireNonNull(booked.after().get(allocation.bill()));
        List<Posting.Part> part = List.of(Postings.part(bill, allocation.amount()));
        if (allocation.madeBy() != null) {
            return Posting.of(Template.SUSPENSE_MATCHED, allocation.cause(), today, booked.now(), part);
        }
        Credit credit = Objects.requireNonNull(booked.credits().get(allocation.credit()));
        return Posting.of(Template.FEE_RECEIVED, Postings.cause(credit.id()), credit.valueDate(), booked.now(), part);
    }

    /** Bills as they stand now: a receipt for each payer who has paid in full, and the first time their cover. */
    void settle(FundId fund, Collection<Bill> now, Instant at) {
        submissions.hold(fund);
        LocalDate today = FundClock.dayOf(at);
        List<Bill> full =
                now.stream().filter(bill -> bill.state() == Bill.State.PAID).toList();
        receipts.issue(fund, now, at);
        start(fund, now.stream().filter(Bill::startsCover).toList(), at);
        full.forEach(bill -> events.publishEvent(new BillPaid(fund, bill.id(), bill.unit(), bill.total(), today)));
    }

    private void start(FundId fund, List<Bill> ready, Instant at) {
        LocalDate today = FundClock.dayOf(at);
        Set<SubmissionId> closed =
                starts.activate(fund, ready.stream().map(Bill::submission).toList(), today);
        List<Bill> open = ready.stream()
                .filter(bill -> !closed.contains(bill.submission()))
                .toList();
        List<BillId> first = writing.coverFrom(fund, open.stream().map(Bill::id).toList(), today);
        List<SubmissionId> submissions = open.stream()
                .filter(bill -> first.contains(bill.id()))
                .map(Bill::submission)
                .toList();
        submissions.forEach(submission -> starts.announce(fund, submission, at));
    }

    /** Why money is taken off a bill, by whom and when; the bank's day for a return, else today. */
    record Ended(Ending why, @Nullable PersonId by, LocalDate day, Instant now) {}

    /** Takes allocations off their locked bills again; what the machine had matched stands unidentified then, unless the bank took it back. */
    void end(FundId fund, List<Allocation> live, Ended ended) {
        if (live.isEmpty()) {
            return;
        }
        submissions.hold(fund);
        allocations.end(fund, live, ended);
        credits.unapply(fund, live);
        writing.receive(fund, live, false, ended.day());
        for (Allocation allocation : live) {
            Bill bill = bills.lock(fund, allocation.bill()).orElseThrow();
            receipts.reverse(
                    fund,
                    bill.id(),
                    allocation.parts().stream().map(PartMoney::part).toList(),
                    ended.now());
            unbook(fund, allocation, ended);
            if (ended.why() != Ending.WITHDRAWN) {
                awaitAgain(fund, bill, ended.now());
            }
            if (ended.why() == Ending.RETURNED) {
                events.publishEvent(new FeeReturned(fund, bill.id(), bill.unit(), allocation.amount(), ended.day()));
            }
        }
    }

    /** Cover that has not begun waits for the money again; cover that has begun stays, and somebody has to look. */
    private void awaitAgain(FundId fund, Bill bill, Instant now) {
        boolean lacking = bill.days().coveredOn() != null && bill.received().compareTo(bill.startsAt()) < 0;
        if (lacking && submissions.awaitAgain(fund, bill.submission(), FundClock.dayOf(now))) {
            writing.coverTakenBack(fund, bill.id());
        }
    }

    private void unbook(FundId fund, Allocation allocation, Ended ended) {
        boolean byReference = allocation.madeBy() == null;
        String cause = byReference ? Postings.cause(allocation.credit()) : allocation.cause();
        reverse(fund, cause, byReference ? Template.FEE_RECEIVED : Template.SUSPENSE_MATCHED, ended);
        if (byReference && ended.why() != Ending.RETURNED) {
            Posting.Part part = Postings.unknown(fund, allocation.amount());
            ledger.post(
                    fund,
                    Posting.of(Template.FEE_SUSPENSE, allocation.cause(), ended.day(), ended.now(), List.of(part)));
        }
    }

    /** The money that stands unidentified of a credit that the bank took back. */
    void returnSuspense(FundId fund, Credit credit, Ended ended) {
        reverse(fund, Postings.cause(credit.id()), Template.FEE_SUSPENSE, ended);
        allocations
                .endedByReference(fund, credit.id())
                .ifPresent(allocation -> reverse(fund, allocation.cause(), Template.FEE_SUSPENSE, ended));
    }

    private void reverse(FundId fund, String cause, Template template, Ended ended) {
        ledger.journals(fund, cause).stream()
                .filter(journal -> journal.template() == template)
                .forEach(journal -> ledger.reverse(fund, journal.id(), ended.day(), ended.now()));
    }
}
