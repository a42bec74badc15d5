package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.testing.TestDatabase;

class LanesTest {
    private final DatabaseSettings settings = TestDatabase.fresh();
    private final Lanes lanes = Lanes.open(settings, settings::url, settings.user(), settings.password());

    @AfterEach
    void close() {
        lanes.close();
    }

    /** What the server says of a broken rule shows the row, which holds names, and goes to the log with what failed. */
    @Test
    void whatABrokenRuleSaysShowsNothingOfTheRow() {
        JdbcClient jdbc = JdbcClient.create(lanes);
        jdbc.sql("create table short (name text check (length(name) < 3), constraint once unique (name))")
                .update();
        assertThatThrownBy(() -> jdbc.sql("insert into short values (:name)")
                        .param("name", "欧阳文静")
                        .update())
                .rootCause()
                .hasMessageContaining("short_name_check")
                .message()
                .doesNotContain("欧阳文静");
        JdbcTemplate batch = new JdbcTemplate(lanes);
        assertThatThrownBy(() -> batch.batchUpdate(
                        "insert into short values (?)", List.of(new Object[] {"李雷"}, new Object[] {"李雷"})))
                .satisfies(fault -> assertThat(stack(fault)).contains("once").doesNotContain("李雷"));
    }

    private static String stack(Throwable fault) {
        StringWriter all = new StringWriter();
        fault.printStackTrace(new PrintWriter(all));
        return all.toString();
    }

    /** The pool would have given up only after ten seconds. */
    @Test
    @Timeout(8)
    void whoOnlyLooksDoesNotWaitForWorkThatKeepsEveryConnection() throws SQLException {
        takeAll();
        try (Lanes.Taken lane = Lanes.looking();
                Connection connection = lanes.getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    @Timeout(8)
    void whoGoesTogetherDoesNotWaitForWorkThatKeepsEveryConnection() throws SQLException {
        takeAll();
        assertThat(inCompany().ask("select 1")).isEqualTo(1);
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

    @Test
    void whoGoesTogetherHasAConnectionForEachWayAndNoneOfThemIsWorks() throws Exception {
        Together<String, Integer> company = inCompany();
        Set<Integer> going = together(200, () -> company.ask("select pg_backend_pid() from pg_sleep(0.02)"));
        assertThat(going).hasSize(Together.WAYS);
        assertThat(together(32, this::asked)).doesNotContainAnyElementsOf(going);
    }

    /** However many processors there are: with sixty, other lanes may have 180. */
    @Test
    void ourServerGrantsOtherLanesTheirConnectionsBesideThoseOfWork() {
        JdbcClient jdbc = JdbcClient.create(lanes);
        assertThat(jdbc.sql("select current_setting('max_connections')::int")
                        .query(Integer.class)
                        .single())
                .isEqualTo(120 + Lanes.BESIDE_WORK);
    }

    /** Each statement is asked for its number, in one transaction with those of the others. */
    private Together<String, Integer> inCompany() {
        JdbcClient jdbc = JdbcClient.create(lanes);
        return new Together<>(
                new TransactionTemplate(new DataSourceTransactionManager(lanes)),
                turns -> turns.forEach(turn ->
                        turn.answer(jdbc.sql(turn.asked()).query(Integer.class).single())));
    }

    private int looked() throws SQLException {
        try (Lanes.Taken lane = Lanes.looking()) {
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
