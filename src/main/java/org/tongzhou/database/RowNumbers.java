package org.tongzhou.database;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Numbers of rows that are not written yet, for rows that carry their own number or that others point at. */
public final class RowNumbers {
    private RowNumbers() {}

    /** The next {@code id} of a table, named with its schema. */
    public static long next(JdbcClient jdbc, String table) {
        return next(jdbc, table, 1).get(0);
    }

    public static List<Long> next(JdbcClient jdbc, String table, int count) {
        return jdbc.sql(
                        "select nextval((select pg_get_serial_sequence(:table, 'id')::regclass)) from generate_series(1, :count)")
                .param("table", table)
                .param("count", count)
                .query(Long.class)
                .list();
    }
}
