package org.tongzhou.testing;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Two people act in the same instant: the second begins before the first has committed, and has to wait. */
public final class TwoAtOnce {
    private static final int LOOKS = 200;

    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    public TwoAtOnce(TransactionTemplate transactions, JdbcClient jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /** What the second answers; an {@link java.util.concurrent.ExecutionException} of what it was refused with. */
    public <T> T run(Runnable first, Callable<T> second) throws Exception {
        return run(first, second, () -> {});
    }

    /** The same; {@code meanwhile} is looked at by the first while the second waits. */
    public <T> T run(Runnable first, Callable<T> second, Runnable meanwhile) throws Exception {
        ExecutorService desk = Executors.newSingleThreadExecutor();
        try {
            Future<T> waiting = transactions.execute(status -> {
                first.run();
                Future<T> begun = desk.submit(second);
                untilItWaits();
                meanwhile.run();
                return begun;
            });
            return Objects.requireNonNull(waiting).get(60, TimeUnit.SECONDS);
        } finally {
            desk.shutdownNow();
        }
    }

    /** Asked by the first: somebody waits for this very session. */
    private void untilItWaits() {
        for (int i = 0; i < LOOKS; i++) {
            if (jdbc.sql("""
                            select exists (select from pg_locks
                                where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)))
                            """).query(Boolean.class).single()) {
                return;
            }
            pause();
        }
        throw new AssertionError("the second did not wait for the first");
    }

    private static void pause() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
