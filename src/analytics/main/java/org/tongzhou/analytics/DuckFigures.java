package org.tongzhou.analytics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tongzhou.analysis.ClaimColumns;
import org.tongzhou.analysis.Redecision;
import org.tongzhou.plan.PlanVersion;

/** One machine: DuckDB reads and sorts, as many threads as processors decide, each for its share of the people. */
public final class DuckFigures implements Figures {
    private final Connection connection;
    private final int threads = Runtime.getRuntime().availableProcessors();

    private DuckFigures(Connection connection) {
        this.connection = connection;
    }

    /** The first of an export's files that is not in the directory. */
    static Optional<Path> missing(Path directory) {
        return TABLES.stream()
                .map(table -> directory.resolve(table + ".parquet"))
                .filter(file -> !Files.isRegularFile(file))
                .findFirst();
    }

    public static DuckFigures open(Path directory) {
        try {
            Properties settings = new Properties();
            settings.setProperty("jdbc_stream_results", "true");
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
            try (Statement statement = connection.createStatement()) {
                for (String table : TABLES) {
                    String files =
                            directory.resolve(table + ".parquet").toString().replace("'", "''");
                    statement.execute("create view " + table + " as select * from read_parquet('" + files + "')");
                }
            }
            return new DuckFigures(connection);
        } catch (SQLException failed) {
            throw new Unreadable(failed);
        }
    }

    @Override
    public List<Joined> participation() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(PARTICIPATION)) {
            List<Joined> all = new ArrayList<>();
            while (rows.next()) {
                all.add(new Joined(
                        rows.getInt(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7)));
            }
            return all;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Editions editions() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select plan, edition, until_day, text from editions")) {
            List<Editions.Text> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(new Editions.Text(
                        rows.getString(1), rows.getString(2), rows.getObject(3, LocalDate.class), rows.getString(4)));
            }
            return new Editions(texts);
        }
    }

    @Override
    public SortedMap<Integer, Redecision.Totals> redecide(Question question) {
        try {
            requireAllColumns();
            Editions editions = editions();
            List<Map<Integer, Redecision.Totals>> shares = IntStream.range(0, threads)
                    .parallel()
                    .mapToObj(share -> share(question, editions, share))
                    .toList();
            SortedMap<Integer, Redecision.Totals> years = new TreeMap<>();
            shares.forEach(
                    share -> share.forEach((year, totals) -> years.merge(year, totals, Redecision.Totals::plus)));
            return years;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void requireAllColumns() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("select * from claims limit 0")) {
            Older.requireNot(new DuckRow(none).places.keySet());
        }
    }

    private Map<Integer, Redecision.Totals> share(Question question, Editions editions, int share) {
        PlanVersion version = Editions.version(question);
        String plan = version.code().value();
        Redecision redecision = new Redecision(version, editions.of(plan), question.first(), question.last());
        try (Connection own = ((org.duckdb.DuckDBConnection) connection).duplicate();
                PreparedStatement statement = own.prepareStatement(
                        CLAIMS_OF + "? and person % " + threads + " = ? order by person, ordinal")) {
            statement.setString(1, plan);
            statement.setInt(2, share);
            try (ResultSet rows = statement.executeQuery()) {
                ClaimColumns.Row row = new DuckRow(rows);
                while (rows.next()) {
                    redecision.take(ClaimColumns.claim(row));
                }
            }
            return redecision.byYear();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The present row of a result. */
    private static final class DuckRow implements ClaimColumns.Row {
        private final ResultSet rows;
        private final Map<String, Integer> places = new HashMap<>();

        DuckRow(ResultSet rows) throws SQLException {
            this.rows = rows;
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                places.put(rows.getMetaData().getColumnName(i), i);
            }
        }

        @Override
        public String text(String column) {
            try {
                return rows.getString(places.get(column));
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public Long number(String column) {
            try {
                long number = rows.getLong(places.get(column));
                return rows.wasNull() ? null : number;
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public LocalDate day(String column) {
            try {
                return rows.getObject(places.get(column), LocalDate.class);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
