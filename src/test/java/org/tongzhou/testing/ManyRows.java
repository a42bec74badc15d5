package org.tongzhou.testing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How questions read many rows that are gone afterwards: of a table how often whole, of an index how often by it. */
@Component
public class Scans {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Scans(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** In a transaction that is rolled back and writes past triggers and foreign keys. */
    public void undone(Runnable work) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("set local session_replication_role = replica").update();
            work.run();
        });
    }

    /** Scans of this transaction so far; {@code relation} with its schema. */
    public long of(String relation) {
        return jdbc.sql("select pg_stat_get_xact_numscans(cast(:relation as regclass))")
                .param("relation", relation)
                .query(Long.class)
                .single();
    }
}
