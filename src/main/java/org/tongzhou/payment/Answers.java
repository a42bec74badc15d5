package org.tongzhou.payment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
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
    private static final Map<String, DiscrepancyKind> SERIOUS = Map.of(
            "payment_answer_foreign", DiscrepancyKind.FOREIGN,
            "payment_answer_foreign_payment", DiscrepancyKind.FOREIGN,
            "payment_answer_not_sent", DiscrepancyKind.FOREIGN,
            "payment_answer_same_id", DiscrepancyKind.SAME_ID,
            "payment_answer_same_entry", DiscrepancyKind.SAME_ID,
            "payment_answer_batch_sum", DiscrepancyKind.AMOUNT,
            "payment_answer_payment_sum", DiscrepancyKind.AMOUNT,
            "payment_answer_sum", DiscrepancyKind.AMOUNT,
            "payment_answer_count", DiscrepancyKind.AMOUNT);

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

    /**
     * Applies a message that somebody carried here, pain.002 or camt.054, whole or not at all; the same again changes
     * nothing. Refuses with {@code payment_answer_…} and keeps the original beside the reason.
     */
    public void take(Actor actor, byte[] message, Instant now) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        boolean notice = isNotice(message);
        try {
            transaction.executeWithoutResult(status -> {
                apply(actor.fund(), notice, message, now);
                audit.record(AuditEntry.of(actor, now, "payment.answer_taken", notice ? "camt:054" : "pain:002"));
            });
        } catch (Refusal refusal) {
            transaction.executeWithoutResult(
                    status -> refused(actor.fund(), notice ? "camt.054" : "pain.002", message, refusal, now));
            throw refusal;
        }
    }

    private void apply(FundId fund, boolean notice, byte[] message, Instant now) {
        if (notice) {
            notices.apply(fund, message, now);
        } else {
            statuses.apply(fund, message, now);
        }
    }

    private static boolean isNotice(byte[] message) {
        String head = new String(message, 0, Math.min(message.length, 1000), StandardCharsets.UTF_8);
        return head.contains("camt.054");
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
