package org.tongzhou.adjudication.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.tongzhou.testing.TestDatabase;

/**
 * The engine against a query that was written from the documentation: {@code -Dseed=…} repeats a run, {@code
 * -Doracle.histories=100000} makes it long, as {@code ./bench oracle} does.
 */
class OracleTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int HISTORIES = Integer.getInteger("oracle.histories", 1_000);

    @Test
    void engineAndQueryAgreeToTheFen() throws SQLException {
        System.out.println("seed " + SEED);
        try (Connection connection = TestDatabase.server().connect()) {
            OracleRun.Result result = OracleRun.of(connection, HISTORIES, SEED);
            assertThat(result.differences()).as("seed " + SEED).isEmpty();
            assertThat(result.histories()).isEqualTo(HISTORIES);
            assertThat(result.paid()).as("events that pay").isGreaterThan(result.events() / 4);
        }
    }
}
