package org.tongzhou.payment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.DiscrepancyStore.About;

/** Takes in what the bank says, from the line or carried by hand. The original is kept, also of what is refused. */
@Component
public class Answers {
    private static final Map<String, DiscrepancyKind> SERIOUS = Map.ofEntries(
            Map.entry("payment_answer_foreign", DiscrepancyKind.FOREIGN),
            Map.entry("payment_answer_foreign_payment", DiscrepancyKind.FOREIGN),
            Map.entry("payment_answer_not_sent", DiscrepancyKind.FOREIGN),
            Map.entry("payment_answer_same_id", DiscrepancyKind.SAME_ID),
            Map.entry("payment_answer_same_entry", DiscrepancyKind.SAME_ID),
            Map.entry("payment_answer_same_statement", DiscrepancyKind.SAME_ID),
            Map.entry("payment_answer_batch_sum", DiscrepancyKind.AMOUNT),
            Map.entry("payment_answer_payment_sum", DiscrepancyKind.AMOUNT),
            Map.entry("payment_answer_sum", DiscrepancyKind.AMOUNT),
            Map.entry("payment_answer_balance", DiscrepancyKind.AMOUNT),
            Map.entry("payment_answer_count", DiscrepancyKind.AMOUNT));

    private final StatusAnswers statuses;
    private final NoticeAnswers notices;
    private final AnswerStore answers;
    private final DiscrepancyStore discrepancies;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    Answers(
            StatusAnswers statuses,
            NoticeAnswers notices,
            AnswerStore answers,
            DiscrepancyStore discrepancies,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.statuses = statuses;
        this.notices = notices;
        this.answers = answers;
        this.discrepancies = discrepancies;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    private enum Kind {
        STATUS("pain.002"),
        NOTICE("camt.054"),
        STATEMENT("camt.053"),
        CSV("csv");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** By what stands at its beginning; what is no XML is taken for a csv. */
        static Kind of(byte[] message) {
            String head = new String(message, 0, Math.min(message.length, 1000), StandardCharsets.UTF_8).strip();
            if (head.startsWith("\ufeff")) {
                head = head.substring(1).strip();
            }
            if (!head.startsWith("<")) {
                return CSV;
            }
            return head.contains("camt.054") ? NOTICE : head.contains("camt.053") ? STATEMENT : STATUS;
        }
    }

    /**
     * Applies a message that somebody carried here, pain.002, camt.054, camt.053 or a bank's csv, whole or not at all; the
     * same again changes nothing. Refuses with {@code payment_answer_…} and keeps the original beside the reason.
     */
    public void take(Actor actor, byte[] message, Instant now) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        take(
                actor.fund(),
                message,
                now,
                kind -> audit.record(AuditEntry.of(actor, now, "payment.answer_taken", kind.replace('.', ':'))));
    }

    /** The same for what the bank left on the line unasked. */
    void taken(FundId fund, byte[] message, Instant now) {
        take(fund, message, now, kind -> {});
    }

    private void take(FundId fund, byte[] message, Instant now, Consumer<String> witness) {
        Kind kind = Kind.of(message);
        try {
            transaction.executeWithoutResult(status -> {
                apply(fund, kind, message, now);
                witness.accept(kind.code);
            });
        } catch (Refusal refusal) {
            transaction.executeWithoutResult(status -> refused(fund, kind.code, message, refusal, now));
            throw refusal;
        }
    }

    private void apply(FundId fund, Kind kind, byte[] message, Instant now) {
        switch (kind) {
            case STATUS -> statuses.apply(fund, message, now);
            case NOTICE -> notices.apply(fund, message, now);
            case STATEMENT -> notices.applyStatement(fund, message, now);
            case CSV -> notices.applyCsv(fund, message, now);
        }
    }

    /** Keeps a refused message once; what is more than a broken line is listed for people. */
    void refused(FundId fund, String kind, byte[] message, Refusal refusal, Instant now) {
        answers.refused(fund, new AnswerStore.Raw(kind, null, message), refusal.code(), now)
                .ifPresent(answer -> {
                    DiscrepancyKind serious = SERIOUS.get(refusal.code());
                    if (serious != null) {
                        discrepancies.open(fund, serious, new About(null, null, answer), refusal.code(), now);
                    }
                });
    }
}
