package org.tongzhou.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Book;
import org.tongzhou.kernel.Book.Horizon;
import org.tongzhou.kernel.Book.Row;
import org.tongzhou.kernel.Book.Seal;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;

/**
 * Chains what has been committed, a book and a fund at a time, in the order of transactions. It stops at the oldest
 * transaction that still runs, because ids are given before the commit and a later id may be visible earlier. Two
 * instances never seal together: one holds the lock, the other goes away.
 */
@Component
public class Sealer {
    /** Rows of one transaction of the sealer: short enough to hold nobody up. */
    static final int BATCH = 2_000;

    private final List<Book> books;
    private final HeadStore heads;
    private final HeadFiles files;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Map<String, LocalDate> exported = new ConcurrentHashMap<>();

    Sealer(List<Book> books, HeadStore heads, HeadFiles files, JdbcClient jdbc, TransactionTemplate transaction) {
        this.books = List.copyOf(books);
        this.heads = heads;
        this.files = files;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Seals every row that may be sealed now and exports the heads of past days. Answers how many rows were sealed.
     * Throws when the chain no longer agrees with the head kept outside: sealing on would hide that rows were cut off.
     */
    public long seal(FundId fund, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        long sealed = 0;
        for (Book book : books) {
            int round;
            do {
                round = round(book, fund, at);
                sealed += round;
            } while (round == BATCH);
            exportDays(book, fund, at);
        }
        return sealed;
    }

    private int round(Book book, FundId fund, Instant at) {
        List<Seal> seals = Objects.requireNonNull(transaction.execute(status -> link(book, fund, at)));
        if (!seals.isEmpty()) {
            files.keepLatest(fund, book.name(), head(seals.get(seals.size() - 1)));
        }
        return seals.size();
    }

    private List<Seal> link(Book book, FundId fund, Instant at) {
        if (!lock(book, fund)) {
            return List.of();
        }
        long upToXid = oldestRunning();
        Optional<Seal> last = book.last(fund);
        files.latest(fund, book.name()).ifPresent(kept -> requireKept(book, fund, kept));
        // A restored database starts its transactions afresh, below the horizon: look at all rows then.
        long fromXid = last.map(Seal::horizonXid).filter(xid -> xid <= upToXid).orElse(0L);
        List<Row> rows = book.unsealed(fund, fromXid, upToXid, BATCH);
        if (rows.isEmpty()) {
            return List.of();
        }
        long horizon = rows.size() < BATCH
                ? upToXid
                : Math.min(upToXid, rows.get(rows.size() - 1).xid());
        List<Seal> seals = chain(last, rows, new Horizon(horizon, at));
        book.append(fund, seals);
        return seals;
    }

    private static List<Seal> chain(Optional<Seal> last, List<Row> rows, Horizon horizon) {
        byte[] previous = last.map(Seal::hash).orElse(Book.GENESIS);
        long seq = last.map(Seal::seq).orElse(0L);
        List<Seal> seals = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Seal seal = Seal.link(previous, ++seq, row, horizon);
            seals.add(seal);
            previous = seal.hash();
        }
        return seals;
    }

    private static void requireKept(Book book, FundId fund, Head kept) {
        boolean agrees = book.seal(fund, kept.seq())
                .filter(seal -> Arrays.equals(seal.hash(), kept.hash()))
                .isPresent();
        if (!agrees) {
            throw new IllegalStateException("the chain of " + book.name() + " of fund " + fund.code()
                    + " no longer holds seal " + kept.seq() + " as it was kept outside; run verify");
        }
    }

    private boolean lock(Book book, FundId fund) {
        return jdbc.sql("select pg_try_advisory_xact_lock(:book, :fund)")
                .param("book", ("seal/" + book.name()).hashCode())
                .param("fund", fund.code())
                .query(Boolean.class)
                .single();
    }

    private long oldestRunning() {
        return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
    }

    /** Once a day and book is enough: the seals of past days do not grow. */
    private void exportDays(Book book, FundId fund, Instant at) {
        LocalDate today = FundClock.dayOf(at);
        String key = fund.code() + book.name();
        if (today.equals(exported.get(key))) {
            return;
        }
        long after = heads.last(fund, book.name()).map(Head::seq).orElse(0L);
        Instant midnight = today.atStartOfDay(FundClock.ZONE).toInstant();
        book.dayEnds(fund, after, midnight).forEach(seal -> heads.insert(fund, book.name(), head(seal)));
        files.addDaily(fund, book.name(), heads.all(fund, book.name()));
        exported.put(key, today);
    }

    private static Head head(Seal seal) {
        return new Head(FundClock.dayOf(seal.at()), seal.seq(), seal.hash());
    }
}
