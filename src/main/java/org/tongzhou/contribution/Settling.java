package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.ledger.Journal;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;

/** The one place where money meets a bill and leaves it again: allocation, books, receipt and cover in one transaction. */
@Component
class Settling {
    private final BillStore bills;
    private final CreditStore credits;
    private final ReceiptStore receipts;
    private final Covers covers;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    Settling(
            BillStore bills,
            CreditStore credits,
            ReceiptStore receipts,
            Covers covers,
            Ledger ledger,
            ApplicationEventPublisher events) {
        this.bills = bills;
        this.credits = credits;
        this.receipts = receipts;
        this.covers = covers;
        this.ledger = ledger;
        this.events = events;
    }

    /** Who matches, for which credit, when; {@code by} is null where the reference did it. */
    record Match(FundId fund, Credit credit, @Nullable PersonId by, Instant now) {
        LocalDate today() {
            return LocalDate.ofInstant(now, FundClock.ZONE);
        }

        String cause() {
            return "credit:" + credit.id().value();
        }
    }

    /** Pays as much of a locked bill as both sides allow; answers how much. */
    Money pay(Match match, Bill bill) {
        Money amount = bill.outstanding().min(match.credit().rest());
        boolean inFull = amount.equals(bill.outstanding());
        FundId fund = match.fund();
        Allocation allocation = new Allocation(0, match.credit().id(), bill.id(), amount);
        long id = credits.insertAllocation(fund, allocation, match.by(), match.now());
        credits.apply(fund, match.credit().id(), amount, bill.unitPath());
        bills.receive(fund, bill.id(), amount, inFull ? match.today() : null);
        Posting.Part part = new Posting.Part(amount, bill.unitPath(), "");
        if (match.by() == null) {
            LocalDate valueDate = match.credit().valueDate();
            post(fund, Template.FEE_RECEIVED, match.cause(), valueDate, match.now(), part);
        } else {
            post(fund, Template.SUSPENSE_MATCHED, "allocation:" + id, match.today(), match.now(), part);
        }
        if (inFull) {
            settled(fund, bill, match.now());
        }
        return amount;
    }

    /** Keeps what no bill is known for among the unidentified receipts of the province. */
    void suspend(Match match, Money rest) {
        Posting.Part part = new Posting.Part(rest, "/" + match.fund().code() + "/", "");
        post(match.fund(), Template.FEE_SUSPENSE, match.cause(), match.credit().valueDate(), match.now(), part);
    }

    /** A bill is paid in full: a receipt, and the first time the cover. */
    void settled(FundId fund, Bill bill, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, FundClock.ZONE);
        if (bill.total().isPositive()) {
            receipts.issue(fund, bill.id(), now);
        }
        if (bills.coverFrom(fund, bill.id(), today)) {
            covers.activate(fund, bill.submission(), today);
            covers.announce(fund, bill.submission(), now);
        }
        events.publishEvent(new BillPaid(fund, bill.id(), bill.unit(), bill.total(), today));
    }

    /** Undoes what a locked credit did; answers the bill that is owed again, if any. */
    @Nullable
    BillId takeBack(FundId fund, Credit credit, LocalDate day, Instant now) {
        BillId owed = null;
        for (Allocation allocation : credits.allocations(fund, credit.id())) {
            Bill bill = bills.lock(fund, allocation.bill()).orElseThrow();
            bills.receive(fund, bill.id(), allocation.amount().negated(), null);
            receipts.voidOf(fund, bill.id(), day);
            reverse(fund, "allocation:" + allocation.id(), day, now);
            events.publishEvent(new FeeReturned(fund, bill.id(), bill.unit(), allocation.amount(), day));
            owed = bill.id();
        }
        credits.returnAllocations(fund, credit.id(), day);
        reverse(fund, "credit:" + credit.id().value(), day, now);
        return owed;
    }

    private void reverse(FundId fund, String cause, LocalDate day, Instant now) {
        for (Journal journal : ledger.journals(fund, cause)) {
            ledger.reverse(fund, journal.id(), day, now);
        }
    }

    private void post(
            FundId fund, Template template, String cause, LocalDate valueDate, Instant now, Posting.Part part) {
        ledger.post(fund, Posting.of(template, cause, valueDate, now, List.of(part)));
    }
}
