package org.tongzhou.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A transaction that fills tables by the hundred thousand, maybe from nothing. The server's checks of keys ask row by row, by plans
 * that were made when a table was small and are kept: they read all of it then, or all of an index of the fund, for each row.
 */
@Component
public class Bulk {
    /** With fewer rows one index looks like another. */
    private static final int TELLING = 50;

    private final JdbcClient jdbc;

    Bulk(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From here to the end of the transaction no plan reads a table whole where a key leads to its rows. */
    public void begin() {
        jdbc.sql("set local enable_seqscan = off").update();
    }

    /**
     * Lets the planner know of tables that were all but empty and have grown in this transaction, so that plans made from here on go
     * by the right key; of tables of rooms, none of which lies in public. Answers whether there was anything to tell.
     */
    public boolean tell() {
        var grown = jdbc.sql("""
                        select c.oid::regclass::text from pg_class c
                        where c.relkind = 'r' and c.reltuples < :telling and pg_stat_get_xact_tuples_inserted(c.oid) >= :telling
                            and c.relnamespace <> all (array[
                                'pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'public'::regnamespace])
                        order by c.oid
                        """).param("telling", TELLING).query(String.class).list();
        grown.forEach(table -> jdbc.sql("analyze " + table).update());
        return !grown.isEmpty();
    }
}
