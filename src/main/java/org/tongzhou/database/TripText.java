package org.tongzhou.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.core.namedparam.AbstractSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.util.ConcurrentLruCache;

/**
 * The statements of a trip in one text, as the driver takes them, and which value goes to which of its places. Worked out once
 * for each trip that the house makes: the driver knows a text again by itself, not by reading it.
 */
record TripText(String sql, List<String> places) {
    /** More than the house makes. */
    private static final int MOST = 1000;

    private static final ConcurrentLruCache<List<String>, TripText> KNOWN =
            new ConcurrentLruCache<>(MOST, TripText::read);

    static TripText of(List<String> statements) {
        return KNOWN.get(List.copyOf(statements));
    }

    private static TripText read(List<String> statements) {
        ParsedSql parsed = NamedParameterUtils.parseSqlStatement(String.join(";\n", statements));
        Object[] names = NamedParameterUtils.buildValueArray(parsed, new Names(), null);
        return new TripText(
                NamedParameterUtils.substituteNamedParameters(parsed, null),
                Arrays.stream(names).map(String.class::cast).toList());
    }

    void fill(PreparedStatement statement, Map<String, @Nullable Object> values) throws SQLException {
        for (int i = 0; i < places.size(); i++) {
            String name = places.get(i);
            Object value = values.get(name);
            if (value == null && !values.containsKey(name)) {
                throw new IllegalStateException("no value for " + name);
            }
            StatementCreatorUtils.setParameterValue(statement, i + 1, SqlTypeValue.TYPE_UNKNOWN, value);
        }
    }

    /** Answers each name with itself, so that they come in the order of their places. */
    private static final class Names extends AbstractSqlParameterSource {
        @Override
        public boolean hasValue(String name) {
            return true;
        }

        @Override
        public Object getValue(String name) {
            return name;
        }
    }
}
