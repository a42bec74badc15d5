package org.tongzhou.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;

/**
 * Counts what was posted since the last snapshot into the totals. A journal is numbered under a lock that posters share;
 * holding it alone for a moment tells a number up to which all journals are settled, whatever the order of commits.
 */
@Component
public class Snapshots {
    /** How long posting may be held up; when it would be longer, the snapshot is for later. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final JdbcClient jdbc;
    private final BalanceStore balances;
    private final TransactionTemplate transaction;

    Snapshots(JdbcClient jdbc, BalanceStore balances, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.balances = balances;
        this.transaction = transaction;
    }

    /**
     * Takes a snapshot; answers how many journals it counted. Throws
     * {@link org.springframework.dao.PessimisticLockingFailureException} while somebody posts for longer than we wait,
     * and {@link org.springframework.dao.DuplicateKeyException} when another instance took one at the same time.
     */
    public long take(FundId fund, Instant now) {
        Long settled = transaction.execute(status -> settled(fund));
        Long counted = transaction.execute(status -> count(fund, settled == null ? 0 : settled, now));
        return counted == null ? 0 : counted;
    }

    /** The day of the last snapshot. */
    public Optional<LocalDate> lastDay(FundId fund) {
        return jdbc.sql("select day from ledger.snapshot where fund = :fund order by up_to desc limit 1")
                .param("fund", fund.code())
                .query(LocalDate.class)
                .optional();
    }

    /** Waits until nobody posts, and keeps others from it until the transaction ends; the newest journal then. */
    long settled(FundId fund) {
        jdbc.sql("select set_config('lock_timeout', :wait, true)")
                .param("wait", LONGEST_WAIT.toMillis() + "ms")
                .query(String.class)
                .single();
        lock(fund);
        return jdbc.sql("select coalesce(max(id), 0) from ledger.journal where fund = :fund")
                .param("fund", fund.code())
                .query(Long.class)
                .single();
    }

    private void lock(FundId fund) {
        try {
            jdbc.sql("select 1 from pg_advisory_xact_lock(ledger.posting_lock(), :fund)")
                    .param("fund", fund.code())
                    .query(Integer.class)
                    .single();
        } catch (UncategorizedSQLException e) {
            if (e.getSQLException() != null
                    && LOCK_NOT_AVAILABLE.equals(e.getSQLException().getSQLState())) {
                throw new CannotAcquireLockException("postings are under way", e);
            }
            throw e;
        }
    }

    /** Adds the journals after the last snapshot up to {@code settled} to the totals. */
    long count(FundId fund, long settled, Instant now) {
        long previous = balances.counted(fund);
        if (settled <= previous) {
            return 0;
        }
        jdbc.sql("""
                        insert into ledger.snapshot (fund, up_to, previous, day, taken_at)
                        values (:fund, :upTo, :previous, :day, :now)
                        """)
                .param("fund", fund.code())
                .param("upTo", settled)
                .param("previous", previous)
                .param("day", FundClock.dayOf(now))
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
        add(fund, previous, settled);
        return jdbc.sql("select count(*) from ledger.journal where fund = :fund and id > :previous and id <= :upTo")
                .param("fund", fund.code())
                .param("previous", previous)
                .param("upTo", settled)
                .query(Long.class)
                .single();
    }

    /** Where much was posted since the tables were last analysed, a nested loop would read the journal once for each line. */
    private void add(FundId fund, long previous, long settled) {
        nestedLoops("off");
        jdbc.sql("insert into ledger.total as t (fund, month, account, region, plan, budget, debits_fen, credits_fen) "
                        + TotalsAgree.RECOUNT + """
                        on conflict (fund, month, account, region, plan, budget) do update
                        set debits_fen = t.debits_fen + excluded.debits_fen,
                            credits_fen = t.credits_fen + excluded.credits_fen
                        """)
                .param("fund", fund.code())
                .param("previous", previous)
                .param("upTo", settled)
                .update();
        nestedLoops("on");
    }

    private void nestedLoops(String onOff) {
        jdbc.sql("select set_config('enable_nestloop', ?, true)")
                .param(onOff)
                .query(String.class)
                .single();
    }
}
