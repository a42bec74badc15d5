package org.tongzhou.payment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Spreadsheet;
import org.tongzhou.payment.AnswerStore.Raw;
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
        actor.requireWholeFund();
        Arrival arrival = Arrival.carried(Hand.of(actor), now);
        Kind kind = Kind.of(message);
        try {
            transaction.executeWithoutResult(status -> {
                apply(actor.fund(), kind, message, arrival);
                audit.record(AuditEntry.of(actor, now, "payment.answer_taken", kind.code.replace('.', ':')));
            });
        } catch (Refusal refusal) {
            transaction.executeWithoutResult(status -> refused(actor.fund(), kind.code, message, refusal, now));
            throw refusal;
        }
    }

    /** What the bank left on the line unasked. Nobody stands by who could read a refusal, so whatever it is it is listed. */
    void taken(FundId fund, BankLink.Left left, Instant now) {
        Kind kind = Kind.of(left.bytes());
        try {
            if (!left.isWhole()) {
                throw Refusal.invalid("payment_answer_too_big", 1, BankLink.MOST_BYTES >> 20);
            }
            transaction.executeWithoutResult(status -> apply(fund, kind, left.bytes(), Arrival.byLine(now)));
        } catch (Refusal refusal) {
            DiscrepancyKind listed = SERIOUS.getOrDefault(refusal.code(), DiscrepancyKind.UNREADABLE);
            Refused refused = new Refused(new Raw(kind.code, null, left.bytes()), refusal.code(), listed);
            transaction.executeWithoutResult(status -> keep(fund, refused, now));
            throw refusal;
        }
    }

    private void apply(FundId fund, Kind kind, byte[] message, Arrival arrival) {
        if (Spreadsheet.is(message)) {
            throw Refusal.invalid("payment_answer_spreadsheet", 1);
        }
        switch (kind) {
            case STATUS -> statuses.apply(fund, message, arrival);
            case NOTICE -> notices.apply(fund, message, arrival);
            case STATEMENT -> notices.applyStatement(fund, message, arrival);
            case CSV -> notices.applyCsv(fund, message, arrival);
        }
    }

    /** Keeps a refused message once; what is more than a broken line is listed for people. */
    void refused(FundId fund, String kind, byte[] message, Refusal refusal, Instant now) {
        keep(fund, new Refused(new Raw(kind, null, message), refusal.code(), SERIOUS.get(refusal.code())), now);
    }

    private record Refused(Raw raw, String code, @Nullable DiscrepancyKind listed) {}

    private void keep(FundId fund, Refused refused, Instant now) {
        Optional<Long> answer = answers.refused(fund, refused.raw(), refused.code(), now);
        if (refused.listed() != null && answer.isPresent()) {
            About about = new About(null, null, answer.get());
            discrepancies.open(fund, refused.listed(), about, refused.code(), now);
        }
    }
}
