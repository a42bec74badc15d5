package org.tongzhou.payment;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.DiscrepancyStore.About;
import org.tongzhou.payment.Outcomes.Source;
import org.tongzhou.payment.iso.AccountNotice;
import org.tongzhou.payment.iso.AccountNotice.Entry;
import org.tongzhou.payment.iso.AccountStatement;

/**
 * Applies camt.054, camt.053 and csv, in the caller's transaction: every line goes into the bank's book once, by the bank's own
 * reference, and moves the instruction it belongs to where that is news. A return whose payment was never reported is
 * both at once.
 */
@Component
class NoticeAnswers {
    private final InstructionStore instructions;
    private final BatchStore batches;
    private final AnswerStore answers;
    private final DiscrepancyStore discrepancies;
    private final Outcomes outcomes;
    private final Sends sends;
    private final StatusAnswers statuses;
    private final StatementStore statements;

    NoticeAnswers(
            InstructionStore instructions,
            BatchStore batches,
            AnswerStore answers,
            DiscrepancyStore discrepancies,
            Outcomes outcomes,
            Sends sends,
            StatusAnswers statuses,
            StatementStore statements) {
        this.instructions = instructions;
        this.batches = batches;
        this.answers = answers;
        this.discrepancies = discrepancies;
        this.outcomes = outcomes;
        this.sends = sends;
        this.statuses = statuses;
        this.statements = statements;
    }

    /** Refuses the whole message when an entry's reference stands for something else in our copy of the bank's book. */
    AccountNotice apply(FundId fund, byte[] message, Instant now) {
        AccountNotice notice = AccountNotice.read(new ByteArrayInputStream(message));
        AnswerStore.Raw raw = new AnswerStore.Raw("camt.054", notice.msgId(), message);
        if (!answers.knows(fund, raw)) {
            List<Entry> fresh = fresh(fund, notice.entries());
            if (!fresh.isEmpty()) {
                book(fund, raw, fresh, now);
            }
        }
        return notice;
    }

    /**
     * A statement brings the day's balances beside its lines. It closes the day: what we were told by then has been
     * compared with the bank's book. Where it does not begin with what the one before ended with, one is missing.
     */
    void applyStatement(FundId fund, byte[] message, Instant now) {
        AccountStatement statement = AccountStatement.read(new ByteArrayInputStream(message));
        AnswerStore.Raw raw = new AnswerStore.Raw("camt.053", statement.msgId(), message);
        if (answers.knows(fund, raw)) {
            return;
        }
        long answer = book(fund, raw, fresh(fund, statement.entries()), now);
        if (!statements.insert(fund, statement, answer)) {
            throw Refusal.conflict("payment_answer_same_statement", statement.day());
        }
        boolean gap = statements
                .closingBefore(fund, statement.day())
                .filter(closing -> !closing.equals(statement.opening()))
                .isPresent();
        if (gap) {
            discrepancies.open(
                    fund,
                    DiscrepancyKind.GAP,
                    new About(null, null, answer),
                    statement.day().toString(),
                    now);
        }
        answers.lockCursor(fund);
        answers.moveCursor(fund, new AnswerStore.Cursor(0, instructions.newestEventBy(fund, statement.day())));
    }

    /** The csv of a bank's web page; it has no id of its own, so its content is its id. */
    void applyCsv(FundId fund, byte[] file, Instant now) {
        List<Entry> entries = BankCsv.read(file);
        AnswerStore.Raw unnamed = new AnswerStore.Raw("csv", null, file);
        String id = "CSV-" + HexFormat.of().formatHex(unnamed.hash(), 0, 8);
        AnswerStore.Raw raw = new AnswerStore.Raw("csv", id, file);
        if (!answers.knows(fund, raw)) {
            book(fund, raw, fresh(fund, entries), now);
        }
    }

    private long book(FundId fund, AnswerStore.Raw raw, List<Entry> fresh, Instant now) {
        if (answers.idIsTaken(fund, raw)) {
            throw Refusal.conflict("payment_answer_same_id", String.valueOf(raw.bankMsgId()));
        }
        long answer = answers.applied(fund, raw, now);
        new Applying(fund, fresh, answer, Source.of(answer, now)).run();
        return answer;
    }

    private List<Entry> fresh(FundId fund, List<Entry> entries) {
        Map<String, AnswerStore.BankEntry> known = new HashMap<>();
        answers.entries(fund, entries.stream().map(Entry::ref).toList())
                .forEach(entry -> known.put(entry.ref(), entry));
        List<Entry> fresh = new ArrayList<>();
        for (Entry entry : entries) {
            AnswerStore.BankEntry old = known.get(entry.ref());
            if (old == null) {
                fresh.add(entry);
            } else if (!old.amount().equals(entry.amount())
                    || !old.kind().equals(entry.kind().name())
                    || !old.valueDate().equals(entry.valueDate())) {
                throw Refusal.conflict("payment_answer_same_entry", entry.ref());
            }
        }
        return fresh;
    }

    /** One message being applied: remembers the states as they move. */
    private final class Applying {
        private final FundId fund;
        private final List<Entry> entries;
        private final long answer;
        private final Source source;
        private final Map<String, InstructionRow> rows = new HashMap<>();
        private final Map<Long, InstructionState> states = new HashMap<>();
        private final Set<Long> debited = new HashSet<>();

        Applying(FundId fund, List<Entry> entries, long answer, Source source) {
            this.fund = fund;
            this.entries = entries;
            this.answer = answer;
            this.source = source;
        }

        void run() {
            List<String> ids = entries.stream()
                    .map(Entry::endToEnd)
                    .filter(Objects::nonNull)
                    .toList();
            List<InstructionRow> known = instructions.byEndToEnd(fund, ids);
            Set<BatchId> touched = lockBatches(known);
            instructions.byEndToEnd(fund, ids).forEach(row -> {
                rows.put(row.endToEnd(), row);
                states.put(row.id(), row.state());
            });
            debited.addAll(answers.debited(fund, states.keySet()));
            answers.book(fund, entries, entries.stream().map(this::owner).toList(), answer);
            entries.forEach(this::take);
            touched.forEach(batch -> statuses.settleIfAnswered(fund, batch));
        }

        /** In the order of their ids, as everybody locks them; whoever has a debit was seen by the bank. */
        private Set<BatchId> lockBatches(List<InstructionRow> known) {
            Set<Long> ids = new TreeSet<>();
            known.forEach(row -> instructions.batchOf(fund, row.id()).ifPresent(batch -> ids.add(batch.value())));
            Set<BatchId> touched = new HashSet<>();
            for (Long id : ids) {
                BatchRow batch = batches.lock(fund, new BatchId(id)).orElseThrow();
                if (batch.state() == BatchState.RELEASED) {
                    sends.mark(fund, batch, source.now());
                }
                if (Set.of(BatchState.RELEASED, BatchState.SENT, BatchState.UNKNOWN)
                        .contains(batch.state())) {
                    batches.move(fund, batch.batchId(), BatchState.ACCEPTED);
                }
                touched.add(batch.batchId());
            }
            return touched;
        }

        private @Nullable Long owner(Entry entry) {
            InstructionRow row = entry.endToEnd() == null ? null : rows.get(entry.endToEnd());
            return row == null ? null : row.id();
        }

        private void take(Entry entry) {
            InstructionRow row = entry.endToEnd() == null ? null : rows.get(entry.endToEnd());
            if (row == null) {
                if (entry.endToEnd() != null && Ids.looksOurs(fund, entry.endToEnd())) {
                    differ(null, DiscrepancyKind.FOREIGN, entry.endToEnd());
                }
            } else if (!row.amount().equals(entry.amount())) {
                differ(row, DiscrepancyKind.AMOUNT, entry.amount().plainYuan());
            } else if (entry.kind() == AccountNotice.Kind.DEBIT) {
                debit(entry, row);
            } else if (entry.kind() == AccountNotice.Kind.RETURN) {
                giveBack(entry, row);
            }
        }

        private void debit(Entry entry, InstructionRow row) {
            if (!debited.add(row.id())) {
                differ(row, DiscrepancyKind.DOUBLE_DEBIT, entry.ref());
                return;
            }
            InstructionState state = states.getOrDefault(row.id(), row.state());
            if (state.isWaiting()) {
                paid(entry, row);
            } else if (state != InstructionState.PAID && state != InstructionState.RETURNED) {
                differ(row, DiscrepancyKind.CONTRADICTION, "PAID");
            }
        }

        private void paid(Entry entry, InstructionRow row) {
            outcomes.paid(fund, List.of(row), entry.valueDate(), source);
            states.put(row.id(), InstructionState.PAID);
        }

        private void giveBack(Entry entry, InstructionRow row) {
            if (states.getOrDefault(row.id(), row.state()).isWaiting()) {
                paid(entry, row);
            }
            if (states.get(row.id()) == InstructionState.PAID) {
                String reason = StatusAnswers.reason(entry.reason());
                outcomes.returned(fund, row, entry.valueDate(), reason, source);
                states.put(row.id(), InstructionState.RETURNED);
            } else {
                differ(row, DiscrepancyKind.CONTRADICTION, "RETURNED");
            }
        }

        private void differ(@Nullable InstructionRow row, DiscrepancyKind kind, String claimed) {
            About about = new About(row == null ? null : row.id(), null, source.answer());
            discrepancies.open(fund, kind, about, claimed, source.now());
        }
    }
}
