package org.tongzhou.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Questions among many rows that are gone afterwards: which table they read whole, which index they read by. */
@RoomTest
public abstract class ManyRows {
    @Autowired
    protected TestData data;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    /** In a transaction that is rolled back and writes past triggers and foreign keys. */
    protected void undone(Runnable work) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("set local session_replication_role = replica").update();
            work.run();
        });
    }

    /** So that the planner knows of the rows. */
    protected void analyze(String tables) {
        jdbc.sql("analyze " + tables).update();
    }

    /** Scans of this transaction so far, of a table whole or by an index; {@code relation} with its schema. */
    protected long scans(String relation) {
        return jdbc.sql("select pg_stat_get_xact_numscans(cast(:relation as regclass))")
                .param("relation", relation)
                .query(Long.class)
                .single();
    }

    /** Entries of an index, or rows of a table, that scans of this transaction have read so far. */
    protected long read(String relation) {
        return jdbc.sql("select pg_stat_get_xact_tuples_returned(cast(:relation as regclass))")
                .param("relation", relation)
                .query(Long.class)
                .single();
    }

    protected void withoutReadingWhole(String table, Runnable work) {
        long before = scans(table);
        work.run();
        assertThat(scans(table) - before).as("all of it read: " + table).isZero();
    }
}
