package org.tongzhou.adjudication.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Decides all histories by one query, {@code oracle/decide.sql}, over tables of rules and events in exact numerics. */
final class Oracle {
    private static final int BATCH = 5_000;

    private Oracle() {}

    /** Which event of which history. */
    record Place(int history, int event) {}

    /** What the database pays for each event, in fen. */
    static Map<Place, Long> decide(Connection connection, List<RandomHistory> histories) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text("tables.sql"));
            rules(
                    connection,
                    histories.stream().map(RandomHistory::plan).distinct().toList());
            events(connection, histories);
            statement.execute("analyze pg_temp.rule");
            statement.execute("analyze pg_temp.event");
            Map<Place, Long> paid = new HashMap<>();
            try (ResultSet rows = statement.executeQuery(text("decide.sql"))) {
                while (rows.next()) {
                    paid.put(new Place(rows.getInt(1), rows.getInt(2)), rows.getLong(3));
                }
            }
            return paid;
        }
    }

    private static void rules(Connection connection, List<RandomPlan> plans) throws SQLException {
        String insert = "insert into pg_temp.rule values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (RandomPlan plan : plans) {
                for (int n = 0; n < plan.rows().size(); n++) {
                    RandomPlan.Row row = plan.rows().get(n);
                    statement.setInt(1, plan.number());
                    statement.setInt(2, n + 1);
                    statement.setString(3, row.kind());
                    statement.setString(4, row.per());
                    statement.setBigDecimal(5, row.fen());
                    statement.setBoolean(6, row.perUnit());
                    statement.setArray(7, numbers(connection, row.tops()));
                    statement.setArray(
                            8, connection.createArrayOf("integer", row.rates().toArray()));
                    statement.setArray(9, numbers(connection, row.sums()));
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static Array numbers(Connection connection, List<BigDecimal> numbers) throws SQLException {
        return connection.createArrayOf("numeric", numbers.toArray());
    }

    private static void events(Connection connection, List<RandomHistory> histories) throws SQLException {
        String insert = "insert into pg_temp.event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            int size = 0;
            for (RandomHistory history : histories) {
                for (int k = 0; k < history.events().size(); k++) {
                    bind(statement, history, k);
                    statement.addBatch();
                    if (++size % BATCH == 0) {
                        statement.executeBatch();
                    }
                }
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, RandomHistory history, int k) throws SQLException {
        RandomHistory.Event event = history.events().get(k);
        statement.setInt(1, history.number());
        statement.setInt(2, k + 1);
        statement.setInt(3, history.plan().number());
        statement.setInt(4, history.units());
        statement.setInt(5, event.term());
        statement.setBoolean(6, event.died());
        statement.setString(7, history.plan().base());
        statement.setBoolean(8, history.plan().mayExceedBorne());
        statement.setLong(9, event.total());
        statement.setLong(10, event.inScope());
        statement.setLong(11, event.outOfScope());
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Oracle.class.getResourceAsStream("/oracle/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
