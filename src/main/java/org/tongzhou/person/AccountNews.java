package org.tongzhou.person;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Outbox;

/** Records each step of a change of account, and tells the person, who may know nothing of it. */
@Component
class AccountNews {
    private final AuditTrail audit;
    private final Outbox outbox;

    AccountNews(AuditTrail audit, Outbox outbox) {
        this.audit = audit;
        this.outbox = outbox;
    }

    void asked(Actor actor, ChangeRow change, Instant now, String card) {
        record(actor, now, subject(change) + "_asked", change);
        tell(
                actor,
                change,
                now,
                news(change, "changed"),
                Mask.cardTail(card),
                change.openFrom().toString());
    }

    void confirmed(Actor actor, ChangeRow change, Instant now, String card) {
        record(actor, now, subject(change) + "_confirmed", change);
        tell(actor, change, now, news(change, "confirmed"), Mask.cardTail(card));
    }

    /** The person's own account is confirmed in the place of an heir's. */
    void ended(Actor actor, ChangeRow change, Instant now, String card) {
        record(actor, now, "account_confirmed", change);
        tell(actor, change, now, "notice.heir.ended", Mask.cardTail(card));
    }

    /** Whoever was told of an account or an heir hears that it was taken back, unless they did so themselves with their own account. */
    void withdrawn(Actor actor, ChangeRow change, Instant now) {
        record(actor, now, subject(change) + "_withdrawn", change);
        if (change.isHeirs() || !actor.isPerson(change.person())) {
            tell(actor, change, now, news(change, "withdrawn"));
        }
    }

    void refused(Actor actor, ChangeRow change, Instant now, Doubt doubt) {
        audit.record(new AuditEntry(
                actor,
                now,
                "person." + subject(change) + "_refused",
                "person:" + change.person().value(),
                Map.of("change", Long.toString(change.id()), "doubt", doubt.name())));
        Doubt.Reader reader = change.isHeirs() ? Doubt.Reader.HEIR : Doubt.Reader.ACCOUNT;
        tell(actor, change, now, news(change, "refused"), Outbox.Telling.said(doubt.advice(reader)));
    }

    private static String subject(ChangeRow change) {
        return change.isHeirs() ? "heir" : "account";
    }

    private static String news(ChangeRow change, String step) {
        return (change.isHeirs() ? "notice.heir." : "notice.account.") + step;
    }

    private void tell(Actor actor, ChangeRow change, Instant now, String template, String... values) {
        outbox.tell(actor.fund(), change.person(), now, new Outbox.Telling(template, List.of(values), "/my"));
    }

    private void record(Actor actor, Instant now, String action, ChangeRow change) {
        audit.record(new AuditEntry(
                actor,
                now,
                "person." + action,
                "person:" + change.person().value(),
                Map.of(
                        "change",
                        Long.toString(change.id()),
                        "openFrom",
                        change.openFrom().toString())));
    }
}
