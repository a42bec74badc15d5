package org.tongzhou.testing;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How the transaction that runs has read so far: of a table how often it was read whole, of an index how often it was used. */
public final class Scans {
    private Scans() {}

    /** {@code relation} with its schema. */
    public static long of(JdbcClient jdbc, String relation) {
        return jdbc.sql("select pg_stat_get_xact_numscans(cast(:relation as regclass))")
                .param("relation", relation)
                .query(Long.class)
                .single();
    }

    /** The rest of the transaction writes past triggers and foreign keys; it must be rolled back. */
    public static void writeAnything(JdbcClient jdbc) {
        jdbc.sql("set local session_replication_role = replica").update();
    }
}
