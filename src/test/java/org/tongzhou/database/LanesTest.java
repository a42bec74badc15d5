package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tongzhou.testing.TestDatabase;

class LanesTest {
    private final DatabaseSettings settings = TestDatabase.fresh();
    private final Lanes lanes = Lanes.open(settings, settings.url(), settings.user(), settings.password());

    @AfterEach
    void close() {
        lanes.close();
    }

    /** The pool would have given up only after ten seconds. */
    @Test
    @Timeout(8)
    void whoOnlyLooksDoesNotWaitForWorkThatKeepsEveryConnection() throws SQLException {
        takeAll();
        try (Lanes.Look look = Lanes.look();
                Connection connection = lanes.getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    private void takeAll() throws SQLException {
        for (int i = 0; i < settings.poolSize(); i++) {
            lanes.getConnection();
        }
    }

    /** The number is also that of the record 0041 and of the help. */
    @Test
    void howeverManyLookTheyShareTwoConnectionsAProcessorAndNoneOfThemIsWorks() throws Exception {
        Set<Integer> looking = together(32, this::looked);
        assertThat(looking)
                .hasSizeBetween(2, Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
        assertThat(together(32, this::asked))
                .hasSizeBetween(2, settings.poolSize())
                .doesNotContainAnyElementsOf(looking);
    }

    private int looked() throws SQLException {
        try (Lanes.Look look = Lanes.look()) {
            return asked();
        }
    }

    /** The process of the server that answers, kept for a while. */
    private int asked() throws SQLException {
        try (Connection connection = lanes.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid() from pg_sleep(0.05)")) {
            row.next();
            return row.getInt(1);
        }
    }

    private interface Ask {
        int pid() throws SQLException;
    }

    private static Set<Integer> together(int threads, Ask ask) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> asked = new ArrayList<>();
            IntStream.range(0, threads).forEach(i -> asked.add(pool.submit(ask::pid)));
            Set<Integer> pids = new HashSet<>();
            for (Future<Integer> each : asked) {
                pids.add(each.get());
            }
            return pids;
        } finally {
            pool.shutdownNow();
        }
    }
}
