package org.tongzhou.payment;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.StatedAccount;
import org.tongzhou.payment.DiscrepancyStore.About;
import org.tongzhou.payment.EntryAnswers.News;
import org.tongzhou.payment.Outcomes.Source;
import org.tongzhou.payment.iso.AccountNotice;
import org.tongzhou.payment.iso.AccountNotice.Entry;
import org.tongzhou.payment.iso.AccountNotice.Lines;
import org.tongzhou.payment.iso.AccountStatement;

/**
 * Takes camt.054, camt.053 and csv, in the caller's transaction: compares them with what we have of the bank's book, each
 * line by the bank's own reference within its year, and has the new ones applied.
 */
@Component
class NoticeAnswers {
    private final EntryAnswers entries;
    private final InstructionEventStore history;
    private final AnswerStore answers;
    private final DiscrepancyStore discrepancies;
    private final StatementStore statements;
    private final String ours;

    NoticeAnswers(
            EntryAnswers entries,
            InstructionEventStore history,
            AnswerStore answers,
            DiscrepancyStore discrepancies,
            StatementStore statements,
            BankSettings settings) {
        this.entries = entries;
        this.history = history;
        this.answers = answers;
        this.discrepancies = discrepancies;
        this.statements = statements;
        this.ours = settings.account().account();
    }

    /** Refuses the whole message when an entry's reference stands for something else in our copy of the bank's book. */
    AccountNotice apply(FundId fund, byte[] message, Arrival arrival) {
        AccountNotice notice = AccountNotice.read(new ByteArrayInputStream(message));
        requireOurs(notice.lines());
        AnswerStore.Raw raw = new AnswerStore.Raw("camt.054", notice.msgId(), message);
        if (!answers.knows(fund, raw)) {
            Told told = new Told(raw, notice.lines(), arrival);
            News news = news(fund, told);
            if (!news.isEmpty()) {
                book(fund, told, news);
            }
        }
        return notice;
    }

    /**
     * A statement brings the day's balances beside its lines. It closes the day: what we were told by then has been
     * compared with the bank's book. Where it does not begin with what the one before ended with, one is missing. Like the reader of the
     * book it locks the cursor before any batch, and so waits while the bank is asked, no longer than the line does. One that was put
     * aside stands again when it is brought again.
     */
    void applyStatement(FundId fund, byte[] message, Arrival arrival) {
        AccountStatement statement = AccountStatement.read(new ByteArrayInputStream(message));
        requireOurs(statement.lines());
        AnswerStore.Raw raw = new AnswerStore.Raw("camt.053", statement.msgId(), message);
        answers.lockCursor(fund);
        Optional<Long> before = answers.before(fund, raw);
        if (before.filter(answer -> statements.stands(fund, answer)).isPresent()) {
            return;
        }
        long answer = before.orElseGet(() -> {
            Told told = new Told(raw, statement.lines(), arrival);
            return book(fund, told, news(fund, told));
        });
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
                    arrival.at());
        }
        answers.moveCursor(fund, new AnswerStore.Cursor(0, history.newestEventBy(fund, statement.day())));
    }

    /** The csv of a bank's web page. */
    void applyCsv(FundId fund, byte[] file, Arrival arrival) {
        Lines lines = BankCsv.read(file, FundClock.dayOf(arrival.at()));
        requireOurs(lines);
        AnswerStore.Raw raw = AnswerStore.Raw.csv(file);
        if (!answers.knows(fund, raw)) {
            Told told = new Told(raw, lines, arrival);
            book(fund, told, news(fund, told));
        }
    }

    /** A day of another account, such as that of the fees, says nothing of whether a payment was booked. */
    private void requireOurs(Lines lines) {
        lines.accounts().stream()
                .filter(stated -> !StatedAccount.isSame(stated, ours))
                .sorted()
                .findFirst()
                .ifPresent(stated -> {
                    throw Refusal.invalid("payment_answer_account", stated, ours);
                });
    }

    /** Lines, with the message that brought them. */
    private record Told(AnswerStore.Raw raw, Lines lines, Arrival arrival) {
        boolean isCsv() {
            return raw.kind().equals(AnswerStore.Raw.CSV);
        }
    }

    private long book(FundId fund, Told told, News news) {
        if (answers.idIsTaken(fund, told.raw())) {
            throw Refusal.conflict(
                    "payment_answer_same_id", String.valueOf(told.raw().bankMsgId()));
        }
        long answer = answers.applied(fund, told.raw(), told.arrival());
        entries.apply(fund, news, answer, Source.of(answer, told.arrival().at()));
        return answer;
    }

    /** Those that are not in our copy yet, or not about their payment; a line of nothing moved nothing, and is none of the book. */
    private News news(FundId fund, Told told) {
        List<Entry> lines = told.lines().booked().stream()
                .filter(line -> line.amount().isPositive())
                .toList();
        Map<String, List<BankEntry>> known = answers
                .entries(fund, lines.stream().map(Entry::ref).toList())
                .stream()
                .map(old -> told.isCsv() ? old.besideCsv() : old)
                .collect(Collectors.groupingBy(BankEntry::ref));
        List<Entry> fresh = new ArrayList<>();
        List<Entry> named = new ArrayList<>();
        for (Entry entry : lines) {
            List<BankEntry> olds = known.getOrDefault(entry.ref(), List.of()).stream()
                    .filter(old -> old.isAlso(entry))
                    .toList();
            if (olds.isEmpty()) {
                fresh.add(entry);
            } else if (!olds.stream().allMatch(old -> old.isTheSame(entry))) {
                throw Refusal.conflict("payment_answer_same_entry", entry.ref());
            } else if (entry.endToEnd() != null && olds.stream().noneMatch(old -> old.isOfItsPayment(entry))) {
                named.add(entry);
            }
        }
        return new News(new Lines(told.lines().accounts(), fresh, told.lines().pending()), named);
    }
}
