package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.testing.RoomTest;

@RoomTest
class BinaryScanTest {
    private static final UUID ONE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    @Autowired
    private DataSource database;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void eachColumnIsReadAsWhatItIs() {
        List<Object> read = new ArrayList<>();
        BinaryScan.read(
                database,
                "select '" + ONE + "'::uuid, -7, 1::bigint << 40, '\\x00000000000000ff'::bytea",
                row -> read.addAll(List.of(row.uuid(), row.number(), row.large(), row.large())));
        assertThat(read).containsExactly(ONE, -7, 1L << 40, 255L);
    }

    @Test
    void rowsComeOneByOneAndInTheirOrderHoweverMany() {
        List<Long> read = new ArrayList<>();
        BinaryScan.read(database, "select n from generate_series(1, 20000::bigint) n", row -> read.add(row.large()));
        assertThat(read).hasSize(20_000).isSorted().startsWith(1L).endsWith(20_000L);
        BinaryScan.read(database, "select 1 where false", row -> read.clear());
        assertThat(read).hasSize(20_000);
    }

    /** In one transaction, whose connection has to be of use afterwards. */
    @Test
    void aReaderWhoStopsLeavesTheConnectionInOrder() {
        transaction.executeWithoutResult(status -> {
            assertThatThrownBy(() -> BinaryScan.read(database, "select n from generate_series(1, 100000) n", row -> {
                        throw new CancellationException("enough");
                    }))
                    .hasMessage("enough");
            assertThat(jdbc.sql("select 1").query(Integer.class).single()).isOne();
        });
    }

    @Test
    void aQuestionThatTheServerGivesUpLeavesTheConnectionToo() {
        assertThatThrownBy(() -> BinaryScan.read(
                        database, "select 1 / (5000 - n) from generate_series(1, 10000) n", BinaryScan.Row::number))
                .hasStackTraceContaining("division by zero");
        assertThat(jdbc.sql("select 1").query(Integer.class).single()).isOne();
    }

    @Test
    void aColumnOfAnotherWidthIsNotGuessedAt() {
        assertThatThrownBy(() -> BinaryScan.read(database, "select 1", BinaryScan.Row::large))
                .hasMessageContaining("a column of 4 bytes for 8");
        assertThatThrownBy(() -> BinaryScan.read(database, "select null::int", BinaryScan.Row::number))
                .hasMessageContaining("a column of -1 bytes for 4");
    }
}
