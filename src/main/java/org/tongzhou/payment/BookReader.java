package org.tongzhou.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.AnswerStore.Cursor;
import org.tongzhou.payment.iso.AccountNotice;

/** Copies the bank's book on our account line by line, and lists what should stand in it and does not. */
@Component
class BookReader {
    private static final Logger LOG = LoggerFactory.getLogger(BookReader.class);

    /** Messages read in one round, of up to 1,000 lines each at the simulated bank. */
    private static final int MOST_NOTICES = 100;

    private static final String NOTICE = "camt.054";
    private static final int DAYS_UNTIL_DEBIT = 1;

    private final InstructionEventStore history;
    private final AnswerStore store;
    private final DiscrepancyStore discrepancies;
    private final NoticeAnswers notices;
    private final Answers answers;
    private final BookStopStore stops;
    private final TransactionTemplate transaction;
    private final Whole whole;
    private final Map<FundId, Looked> looked = new ConcurrentHashMap<>();

    BookReader(
            InstructionEventStore history,
            AnswerStore store,
            DiscrepancyStore discrepancies,
            NoticeAnswers notices,
            Answers answers,
            BookStopStore stops,
            PlatformTransactionManager transactions) {
        this.history = history;
        this.store = store;
        this.discrepancies = discrepancies;
        this.notices = notices;
        this.answers = answers;
        this.stops = stops;
        this.transaction = new TransactionTemplate(transactions);
        this.whole = new Whole(transactions);
    }

    /** Reads on in the bank's book until it has nothing new, and lists what should be in it and is not. */
    void read(FundId fund, BankLink link, Instant now) {
        LocalDate today = FundClock.dayOf(now);
        for (int i = 0; i < MOST_NOTICES; i++) {
            boolean more = Boolean.TRUE.equals(transaction.execute(status -> readOn(fund, link, now)));
            if (!more) {
                break;
            }
        }
        Looked at =
                new Looked(today.minusDays(DAYS_UNTIL_DEBIT), store.cursor(fund).seenEvent());
        transaction.executeWithoutResult(status -> {
            listMissingDebits(fund, at, now);
            discrepancies.openStillUnknown(fund, now.minus(Duration.ofDays(1)), now);
        });
        looked.put(fund, at);
    }

    /** Up to which day and which event missing debits were listed. */
    private record Looked(LocalDate day, long event) {}

    /** On a day that has been looked at only what came since; on another all, with what was written late under an older number. */
    private void listMissingDebits(FundId fund, Looked at, Instant now) {
        Looked before = looked.get(fund);
        long after = before != null && before.day().equals(at.day()) ? before.event() : Long.MIN_VALUE;
        if (after < at.event()) {
            discrepancies.openMissingDebits(fund, at.day(), new DiscrepancyStore.Events(after, at.event()), now);
        }
    }

    /** True when there may be more. */
    private boolean readOn(FundId fund, BankLink link, Instant now) {
        Cursor cursor = store.lockCursor(fund);
        long seen = history.newestEvent(fund);
        try {
            byte[] message = link.notifications(cursor.after(), FundClock.dayOf(now));
            return apply(fund, message, new Cursor(cursor.after(), seen), now);
        } catch (BankSilence silence) {
            LOG.warn("the bank's book cannot be read, {}", silence.getMessage());
            stops.stopped(fund, BookStop.SILENT, null, now);
            return false;
        }
    }

    private boolean apply(FundId fund, byte[] message, Cursor from, Instant now) {
        try {
            AccountNotice notice = whole.get(() -> notices.apply(fund, message, Arrival.byLine(now)));
            boolean more = notice.next() > from.after();
            store.moveCursor(fund, new Cursor(notice.next(), more ? 0 : from.seenEvent()));
            stops.readOn(fund);
            return more;
        } catch (Refusal refusal) {
            LOG.warn("a notification is refused: {} {}", refusal.code(), refusal.details());
            stop(fund, message, refusal, now);
        } catch (IllegalStateException | IllegalArgumentException | DataAccessException fault) {
            // The words of a database that refuses a row may hold the row.
            LOG.error("a notification breaks: {}", fault.getClass().getSimpleName());
            stop(fund, message, Refusal.conflict(BookStop.FAULT), now);
        }
        return false;
    }

    /** What cannot be read is never passed over: the book stays at it until the bank sends it rightly, and people are told. */
    private void stop(FundId fund, byte[] message, Refusal refusal, Instant now) {
        answers.refused(fund, NOTICE, message, refusal, now);
        stops.stopped(fund, refusal.code(), new AnswerStore.Raw(NOTICE, null, message), now);
    }
}
