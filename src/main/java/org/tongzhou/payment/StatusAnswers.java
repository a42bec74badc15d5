package org.tongzhou.payment;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.DiscrepancyStore.About;
import org.tongzhou.payment.Outcomes.Source;
import org.tongzhou.payment.iso.StatusReport;
import org.tongzhou.payment.iso.StatusReport.PaymentStatus;

/**
 * Applies pain.002 messages, in the caller's transaction. Everything is read and compared first: a message that does not
 * fit is refused before a row is written. What is known already changes nothing, in whatever order it comes.
 */
@Component
class StatusAnswers {
    private final BatchStore batches;
    private final InstructionStore instructions;
    private final InstructionEventStore history;
    private final AnswerStore answers;
    private final DiscrepancyStore discrepancies;
    private final Outcomes outcomes;
    private final Sends sends;

    StatusAnswers(
            BatchStore batches,
            InstructionStore instructions,
            InstructionEventStore history,
            AnswerStore answers,
            DiscrepancyStore discrepancies,
            Outcomes outcomes,
            Sends sends) {
        this.batches = batches;
        this.instructions = instructions;
        this.history = history;
        this.answers = answers;
        this.discrepancies = discrepancies;
        this.outcomes = outcomes;
        this.sends = sends;
    }

    /** The report, applied unless it says only "never seen" or nothing of payments, which is the dispatcher's to judge. */
    StatusReport apply(FundId fund, byte[] message, Arrival arrival) {
        StatusReport report = StatusReport.read(new ByteArrayInputStream(message));
        AnswerStore.Raw raw = new AnswerStore.Raw("pain.002", report.msgId(), message);
        if (report.saysNeverSeen() || report.saysNothing() || answers.knows(fund, raw)) {
            return report;
        }
        BatchRow batch = batches.lockByMessage(fund, report.originalMsgId())
                .orElseThrow(() -> Refusal.invalid("payment_answer_foreign", report.originalMsgId()));
        if (answers.idIsTaken(fund, raw)) {
            throw Refusal.conflict("payment_answer_same_id", report.msgId());
        }
        if (batch.released() == null) {
            throw Refusal.invalid("payment_answer_not_sent", batch.number());
        }
        Map<String, InstructionRow> rows = rows(fund, batch);
        requireFits(report, batch, rows);
        Source source = Source.of(answers.applied(fund, raw, arrival), arrival.at());
        if (batch.state() == BatchState.RELEASED) {
            sends.mark(fund, batch, arrival.at());
            rows = rows(fund, batch);
        }
        applyPayments(fund, report, rows, source);
        applyWhole(fund, report, batch, source);
        return report;
    }

    private Map<String, InstructionRow> rows(FundId fund, BatchRow batch) {
        return instructions.inBatch(fund, batch.batchId()).stream()
                .collect(Collectors.toMap(InstructionRow::endToEnd, Function.identity()));
    }

    private static void requireFits(StatusReport report, BatchRow batch, Map<String, InstructionRow> rows) {
        if ((report.payments() != null && report.payments() != batch.payments())
                || (report.total() != null && !report.total().equals(batch.total()))) {
            throw Refusal.invalid(
                    "payment_answer_batch_sum",
                    batch.number(),
                    batch.total().plainYuan(),
                    String.valueOf(report.total()));
        }
        for (PaymentStatus status : report.statuses()) {
            InstructionRow row = rows.get(status.endToEnd());
            if (row == null) {
                throw Refusal.invalid("payment_answer_foreign_payment", batch.number(), status.endToEnd());
            }
            if (status.amount() != null && !status.amount().equals(row.amount())) {
                throw Refusal.invalid(
                        "payment_answer_payment_sum",
                        row.reference(),
                        row.amount().plainYuan(),
                        status.amount().plainYuan());
            }
        }
    }

    private void applyPayments(FundId fund, StatusReport report, Map<String, InstructionRow> rows, Source source) {
        Said said = new Said(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        for (PaymentStatus status : report.statuses()) {
            InstructionRow row = Objects.requireNonNull(rows.get(status.endToEnd()));
            if (contradicts(row.state(), status)) {
                About about = new About(row.id(), null, source.answer());
                String claimed = status.isPaid() ? "PAID" : "REJECTED";
                discrepancies.open(fund, DiscrepancyKind.CONTRADICTION, about, claimed, source.now());
            } else if (row.state().isWaiting()) {
                said.add(row, status, source.today());
            }
        }
        history.move(
                fund,
                said.underWay(),
                Move.to(InstructionState.SENT, source.now()).said(source.answer(), null, null));
        outcomes.paid(fund, said.paid(), source);
        outcomes.rejected(fund, said.rejected(), source);
    }

    /** What the bank says of payments that wait for its word: paid on which day, rejected why, or seen and no more. */
    private record Said(
            Map<LocalDate, List<InstructionRow>> paid,
            Map<String, List<InstructionRow>> rejected,
            List<Long> underWay) {
        void add(InstructionRow row, PaymentStatus status, LocalDate today) {
            if (status.isPaid()) {
                LocalDate day = status.day() == null ? today : status.day();
                paid.computeIfAbsent(day, each -> new ArrayList<>()).add(row);
            } else if (status.isRejected()) {
                rejected.computeIfAbsent(reason(status.reason()), each -> new ArrayList<>())
                        .add(row);
            } else if (row.state() == InstructionState.UNKNOWN) {
                underWay.add(row.id());
            }
        }
    }

    private static boolean contradicts(InstructionState state, PaymentStatus status) {
        return (state == InstructionState.REJECTED && status.isPaid())
                || ((state == InstructionState.PAID || state == InstructionState.RETURNED) && status.isRejected());
    }

    /** NARR, "see the text", for an answer that gives no code or none of the ISO form. */
    static String reason(@Nullable String code) {
        return code != null && code.matches("[A-Z0-9]{1,4}") ? code : "NARR";
    }

    private void applyWhole(FundId fund, StatusReport report, BatchRow batch, Source source) {
        if (report.rejectsAll()) {
            rejectRest(fund, report, batch, source);
        }
        BatchState state = batches.lock(fund, batch.batchId()).orElseThrow().state();
        if (state == BatchState.SENT || state == BatchState.UNKNOWN) {
            batches.move(fund, batch.batchId(), BatchState.ACCEPTED);
            history.move(
                    fund,
                    sends.waiting(fund, batch.batchId(), InstructionState.UNKNOWN),
                    Move.to(InstructionState.SENT, source.now()).said(source.answer(), null, null));
        }
        settleIfAnswered(fund, batch.batchId());
    }

    /** A rejection of all may list the faulty only. Where the bank says otherwise of one, now or before, people find out. */
    private void rejectRest(FundId fund, StatusReport report, BatchRow batch, Source source) {
        List<InstructionRow> rows = instructions.inBatch(fund, batch.batchId());
        List<InstructionRow> rest =
                rows.stream().filter(row -> row.state().isWaiting()).toList();
        boolean agrees = report.statuses().stream().allMatch(PaymentStatus::isRejected)
                && rows.stream().allMatch(row -> row.state().isWaiting() || row.state() == InstructionState.REJECTED);
        if (agrees) {
            outcomes.rejected(fund, Map.of(reason(report.reason()), rest), source);
        } else {
            About about = new About(null, batch.id(), source.answer());
            discrepancies.open(fund, DiscrepancyKind.CONTRADICTION, about, "REJECTED", source.now());
        }
    }

    void settleIfAnswered(FundId fund, BatchId id) {
        BatchState state = batches.lock(fund, id).orElseThrow().state();
        boolean atBank = state == BatchState.SENT || state == BatchState.UNKNOWN || state == BatchState.ACCEPTED;
        if (atBank && batches.isAnswered(fund, id)) {
            batches.move(fund, id, BatchState.SETTLED);
        }
    }
}
