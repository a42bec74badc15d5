package org.tongzhou.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Scope;

/**
 * Statements that go to the database together and come back together: the server runs them one after another, each seeing
 * what those before it did and what others had committed by then, and the room waits once.
 */
@Component
public class Trips {
    private final JdbcOperations jdbc;

    public Trips(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    public Trip trip() {
        return new Trip(jdbc, null);
    }

    /** A trip that says how it is to be planned before anything else, if anything is asked. */
    public Trip trip(String planning) {
        return new Trip(jdbc, planning);
    }

    /** Rows that are there once the trip is over. */
    public static final class Rows<T> {
        private final @Nullable RowMapper<T> mapper;
        private @Nullable List<T> rows;

        private Rows(@Nullable RowMapper<T> mapper) {
            this.mapper = mapper;
        }

        public boolean areThere() {
            return rows != null;
        }

        public List<T> list() {
            if (rows == null) {
                throw new IllegalStateException("the trip is not over");
            }
            return rows;
        }

        public Optional<T> optional() {
            return Optional.ofNullable(DataAccessUtils.singleResult(list()));
        }

        private void read(@Nullable ResultSet from) throws SQLException {
            List<T> read = new ArrayList<>();
            for (int n = 0; mapper != null && from != null && from.next(); n++) {
                read.add(mapper.mapRow(from, n));
            }
            rows = read;
        }
    }

    /**
     * Said before the first lock of a transaction that finds all its rows by keys: a plan made once then serves, where the server
     * would plan a statement with an array anew each time, an array of one being cheaper than the ten that it takes an unknown for.
     */
    public static final String BY_KEYS = "set local plan_cache_mode = force_generic_plan";

    /**
     * Said first of a trip, or of a transaction, that asks a territory: whether that is one unit or the whole province decides which way is short, and a
     * plan made once for any of them reads all of a province's rows to show fifty.
     */
    public static final String BY_TERRITORY = "select set_config('plan_cache_mode', 'force_custom_plan', true)";

    /**
     * Said first of a trip whose statements find all by keys, or have an index for their territory whatever its width: a plan
     * made once serves, where to make one takes longer than all that it does.
     */
    public static final String KEPT_PLANS = "select set_config('plan_cache_mode', 'force_generic_plan', true)";

    /** One trip in the making. A name means the same value in all its statements. */
    public static final class Trip {
        private final JdbcOperations jdbc;
        private final @Nullable String planning;
        private final List<String> statements = new ArrayList<>();
        private final List<Rows<?>> answers = new ArrayList<>();
        private final Map<String, @Nullable Object> values = new HashMap<>();

        private Trip(JdbcOperations jdbc, @Nullable String planning) {
            this.jdbc = jdbc;
            this.planning = planning;
        }

        public Trip with(String name, @Nullable Object value) {
            if (values.containsKey(name)) {
                throw new IllegalStateException("two values for " + name);
            }
            values.put(name, value);
            return this;
        }

        /** A name that several statements of the trip share; the value must be the same for all. */
        public Trip shared(String name, Object value) {
            Object before = values.putIfAbsent(name, value);
            if (before != null && !before.equals(value)) {
                throw new IllegalStateException("two values for " + name);
            }
            return this;
        }

        /** The territory that its statements ask. */
        public Trip within(Scope scope) {
            scope.params().forEach(this::shared);
            return this;
        }

        /** A statement whose rows or count nobody asks for. */
        public Trip run(String sql) {
            add(sql, new Rows<>(null));
            return this;
        }

        public <T> Rows<T> ask(String sql, RowMapper<T> mapper) {
            return add(sql, new Rows<>(mapper));
        }

        private <T> Rows<T> add(String sql, Rows<T> answer) {
            if (statements.isEmpty() && planning != null) {
                statements.add(planning);
                answers.add(new Rows<>(null));
            }
            statements.add(sql);
            answers.add(answer);
            return answer;
        }

        public void go() {
            if (!statements.isEmpty()) {
                TripText text = TripText.of(statements);
                jdbc.execute(text.sql(), (PreparedStatement statement) -> read(text, statement));
            }
        }

        /** Answers whether the database said more than was asked, which it does not. */
        private Boolean read(TripText text, PreparedStatement statement) throws SQLException {
            text.fill(statement, values);
            boolean rows = statement.execute();
            for (Rows<?> answer : answers) {
                answer.read(rows ? statement.getResultSet() : null);
                rows = statement.getMoreResults();
            }
            return rows;
        }
    }
}
