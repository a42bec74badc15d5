package org.tongzhou.contribution;

import java.time.Instant;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.ClosedToBegin;
import org.tongzhou.enrolment.CoverStarted;
import org.tongzhou.enrolment.TooOldToBegin;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Outbox;

/** Tells who enrolled the people what their bill needs next. */
@Component
class Tellings {
    private final Outbox outbox;
    private final BillStore bills;
    private final FundClock clock;

    Tellings(Outbox outbox, BillStore bills, FundClock clock) {
        this.outbox = outbox;
        this.bills = bills;
        this.clock = clock;
    }

    void raised(FundId fund, List<Bill> bills, Instant now) {
        outbox.tellEach(fund, bills.stream().map(Tellings::raised).toList(), now);
    }

    private static Outbox.Letter raised(Bill bill) {
        List<String> values = List.of(bill.unitName(), fen(bill.outstanding()), bill.reference());
        String link = "/bills/" + bill.id().value();
        return new Outbox.Letter(bill.raisedBy(), new Outbox.Telling("notice.bill.raised", values, link));
    }

    void partlyPaid(FundId fund, Bill bill, Money received, Instant now) {
        tell(
                fund,
                bill,
                now,
                "notice.bill.short",
                bill.unitName(),
                fen(received),
                fen(bill.outstanding()),
                bill.reference());
    }

    void overdue(FundId fund, OverdueStore.Row row, Instant now) {
        Overdue bill = row.bill();
        List<String> values =
                List.of(bill.unitName(), fen(bill.lacking()), Integer.toString(bill.days()), bill.reference());
        String link = "/bills/" + bill.bill().value();
        outbox.tell(fund, row.officer(), now, new Outbox.Telling("notice.bill.overdue", values, link));
    }

    /** The event carries the first day of the cover, which the bill does not know. What subsidies pay whole, nobody has paid. */
    @EventListener
    void on(CoverStarted started) {
        bills.ofSubmission(started.fund(), started.submission())
                .filter(bill -> bill.total().isZero() || bill.subsidised().compareTo(bill.total()) < 0)
                .ifPresent(bill -> tell(
                        started.fund(),
                        bill,
                        clock.now(),
                        "notice.bill.paid",
                        bill.unitName(),
                        fen(bill.total()),
                        started.from().toString()));
    }

    /** The members, and who has to take them off the bill so that their money comes back. */
    @EventListener
    void on(TooOldToBegin old) {
        Instant now = clock.now();
        outbox.tellAll(
                old.fund(), old.people(), now, new Outbox.Telling("notice.cover.overage", List.of(), "/my/cover"));
        bills.ofSubmission(old.fund(), old.submission())
                .ifPresent(bill -> tell(
                        old.fund(),
                        bill,
                        now,
                        "notice.bill.overage",
                        bill.unitName(),
                        Integer.toString(old.people().size())));
    }

    /** The same where a plan was closed meanwhile; who raised the bill withdraws it, and enrols them under what follows. */
    @EventListener
    void on(ClosedToBegin closed) {
        Instant now = clock.now();
        Outbox.Telling toMember = new Outbox.Telling("notice.cover.closed", List.of(), "/my/cover");
        outbox.tellAll(closed.fund(), closed.people(), now, toMember);
        bills.ofSubmission(closed.fund(), closed.submission())
                .ifPresent(bill -> tell(closed.fund(), bill, now, "notice.bill.closed", bill.unitName()));
    }

    private void tell(FundId fund, Bill bill, Instant now, String template, String... values) {
        String link = "/bills/" + bill.id().value();
        outbox.tell(fund, bill.raisedBy(), now, new Outbox.Telling(template, List.of(values), link));
    }

    private static String fen(Money amount) {
        return "fen:" + amount.fen();
    }
}
