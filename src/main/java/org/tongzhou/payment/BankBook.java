package org.tongzhou.payment;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;

/** Whether the bank's book is read on, and the message that keeps it from that. */
@Component
public class BankBook {
    private final BookStopStore stops;
    private final AnswerStore answers;
    private final AuditTrail audit;

    BankBook(BookStopStore stops, AnswerStore answers, AuditTrail audit) {
        this.stops = stops;
        this.answers = answers;
        this.audit = audit;
    }

    /** Empty while it is read on, and while the line is silent for a moment. */
    @Transactional(readOnly = true)
    public Optional<BookStop> stop(Actor actor, Instant now) {
        actor.requireWholeFund();
        return stops.find(actor.fund()).filter(stop -> stop.isToBeTold(now));
    }

    /** The oldest message that was not read, as it came: names and accounts are in it, so it is recorded. */
    @Transactional
    public byte[] unread(Actor actor, Instant now) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR);
        actor.requireWholeFund();
        long answer = stops.find(actor.fund())
                .flatMap(stop -> Optional.ofNullable(stop.answer()))
                .orElseThrow(Refusal::notFound);
        audit.record(AuditEntry.of(actor, now, "payment.answer_seen", "answer:" + answer));
        return answers.original(actor.fund(), answer).orElseThrow(Refusal::notFound);
    }
}
