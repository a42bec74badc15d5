package org.tongzhou.recovery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.Outbox.Telling;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.ledger.Account;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Line;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.recovery.Offsets.Benefit;
import org.tongzhou.recovery.Recovery.Hand;
import org.tongzhou.recovery.RecoveryEntry.Kind;

/** What each step leaves behind: an entry, its journal, an audit line, and a message to the person. */
@Component
class Steps {
    private static final String PAGE = "/my/recoveries";

    private final RecoveryStore store;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final Outbox outbox;

    Steps(RecoveryStore store, Ledger ledger, AuditTrail audit, Outbox outbox) {
        this.store = store;
        this.ledger = ledger;
        this.audit = audit;
        this.outbox = outbox;
    }

    void demanded(FundId fund, Recovery recovery, Instant now) {
        LocalDate today = FundClock.dayOf(now);
        Posting.Part part = part(recovery.terms(), recovery.terms().amount());
        ledger.post(fund, Posting.of(Template.BENEFIT_CLAWED_BACK, recovery.id().cause(), today, now, List.of(part)));
        tell(
                fund,
                recovery,
                now,
                "notice.recovery.opened",
                "fen:" + recovery.terms().amount().fen());
    }

    /** False when this was entered before. */
    boolean enter(FundId fund, Recovery recovery, RecoveryEntry entry, Hand by) {
        return enter(fund, recovery, entry, by.at(), by.person());
    }

    /** Where the bank does it and nobody acts. */
    void byBank(FundId fund, Recovery recovery, RecoveryEntry entry, Instant now) {
        enter(fund, recovery, entry, now, null);
    }

    private boolean enter(FundId fund, Recovery recovery, RecoveryEntry entry, Instant at, @Nullable PersonId by) {
        Optional<Long> id = store.enter(fund, recovery.id(), entry, at, by);
        id.ifPresent(number -> {
            if (entry.why() != null) {
                store.takenBack(fund, number, entry.why());
            }
            Posting.Part part = part(recovery.terms(), entry.amount());
            ledger.post(fund, Posting.of(template(entry), cause(number), entry.day(), at, List.of(part)));
            less(fund, recovery, entry, at);
        });
        return id.isPresent();
    }

    private static Template template(RecoveryEntry entry) {
        if (entry.kind() == Kind.RECEIVED && entry.cause().startsWith(Repayments.FOUND)) {
            return Template.RECOVERY_MATCHED;
        }
        return entry.isUnnoted()
                ? Template.RECOVERY_UNNOTED
                : Template.valueOf("RECOVERY_" + entry.kind().name());
    }

    /** The same where nobody acts but part of a later benefit is kept. */
    void keep(FundId fund, Recovery recovery, RecoveryEntry entry, Benefit later, Instant now) {
        store.enter(fund, recovery.id(), entry, now, null).ifPresent(number -> {
            List<Line> lines = offset(recovery.terms(), later);
            ledger.post(fund, new Posting(Template.RECOVERY_OFFSET, cause(number), entry.day(), now, lines));
            less(fund, recovery, entry, now);
        });
    }

    private static String cause(long entry) {
        return "repayment:" + entry;
    }

    /** What is owed after all is told with what settles it. */
    private void less(FundId fund, Recovery recovery, RecoveryEntry entry, Instant now) {
        if (entry.kind() == Kind.REVIVED) {
            return;
        }
        Money left = recovery.outstanding().minus(entry.less());
        String template = entry.kind().isMore()
                ? entry.kind() == Kind.REPAID ? "notice.recovery.repaid" : "notice.recovery.reopened"
                : left.isZero() ? "notice.recovery.settled" : "notice.recovery.less";
        tell(fund, recovery, now, template, "fen:" + entry.amount().fen(), "fen:" + left.fen());
    }

    /** What is kept is a benefit owed like the rest of it, and it is settled against the recovery: both are seen. */
    private static List<Line> offset(RecoveryTerms terms, Benefit later) {
        Money amount = later.amount();
        String party = "person:" + terms.person().value();
        return List.of(
                new Line(Account.BENEFITS, amount, later.path(), later.plan(), party, ""),
                new Line(Account.BENEFITS_PAYABLE, amount.negated(), later.path(), later.plan(), party, ""),
                new Line(Account.BENEFITS_PAYABLE, amount, later.path(), later.plan(), party, ""),
                new Line(Account.RECOVERIES_RECEIVABLE, amount.negated(), terms.region(), terms.plan(), party, ""));
    }

    private static Posting.Part part(RecoveryTerms terms, Money amount) {
        return new Posting.Part(amount, terms.region(), terms.plan())
                .with("person:" + terms.person().value());
    }

    void answered(FundId fund, Recovery recovery, Instant now) {
        tell(fund, recovery, now, "notice.recovery.answered");
    }

    void record(Actor actor, String action, RecoveryId id, Map<String, String> details, Instant now) {
        audit.record(new AuditEntry(actor, now, action, id.cause(), details));
    }

    private void tell(FundId fund, Recovery recovery, Instant now, String template, String... more) {
        List<String> values = new ArrayList<>(List.of(recovery.terms().reference()));
        values.addAll(List.of(more));
        outbox.tell(fund, recovery.terms().person(), now, new Telling(template, values, PAGE));
    }
}
