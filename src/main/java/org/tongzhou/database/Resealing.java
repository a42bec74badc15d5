package org.tongzhou.database;

import java.nio.ByteBuffer;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.SealedFiles;
import org.tongzhou.kernel.Vault;

/**
 * Puts every envelope that an older key sealed under the newest one, a thousand rows a transaction or one file: what was done stays done when it
 * is stopped, and it goes on from there. Safe beside all else, as long as what runs beside it knows the newest key.
 */
@Component
public class Resealing {
    private final Vault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<SealedColumn> columns;
    private final List<SealedFiles> files;

    @Autowired
    Resealing(
            Vault vault,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            List<SealedColumns> rooms,
            List<SealedFiles> files) {
        this.vault = vault;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.columns =
                rooms.stream().flatMap(room -> room.sealedColumns().stream()).toList();
        this.files = files;
    }

    /** Columns alone. */
    public Resealing(Vault vault, JdbcClient jdbc, TransactionTemplate transaction, List<SealedColumns> rooms) {
        this(vault, jdbc, transaction, rooms, List.of());
    }

    /** Everything: columns, then files. */
    public SealedFiles.Resealed all(FundId fund) {
        long anew = reseal(fund);
        long unreadable = 0;
        for (SealedFiles kept : files) {
            SealedFiles.Resealed done = kept.reseal(fund);
            anew += done.anew();
            unreadable += done.unreadable();
        }
        return new SealedFiles.Resealed(anew, unreadable);
    }

    /** Answers how many envelopes in the database were sealed anew. */
    public long reseal(FundId fund) {
        long all = 0;
        for (SealedColumn column : columns) {
            long batch;
            do {
                batch = batch(fund, column);
                all += batch;
            } while (batch > 0);
        }
        return all;
    }

    /** A row and its envelope; the row is locked, so that its address holds. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Envelope(String row, byte[] sealed) {}

    /** Rows locked by somebody else are waited for, so that none is left behind. */
    private long batch(FundId fund, SealedColumn column) {
        Integer done = transaction.execute(status -> write(column, old(fund, column)));
        return done == null ? 0 : done;
    }

    private List<Envelope> old(FundId fund, SealedColumn column) {
        return jdbc.sql("select t.ctid::text as row, " + column.place() + " as place, t." + column.column()
                        + " as sealed from " + column.table() + " t where t.fund = :fund and substring(t."
                        + column.column() + " from 1 for 4) <> :newest and t." + column.column() + " <> '' limit "
                        + column.atOnce() + " for update")
                .param("fund", fund.code())
                .param(
                        "newest",
                        ByteBuffer.allocate(4).putInt(vault.newestKey()).array())
                .query((row, n) -> new Envelope(
                        row.getString("row"),
                        vault.seal(row.getString("place"), vault.open(row.getString("place"), row.getBytes("sealed")))))
                .list();
    }

    private int write(SealedColumn column, List<Envelope> anew) {
        return jdbc.sql("update " + column.table() + " t set " + column.column() + " = r.sealed"
                        + " from unnest(:rows::text[], :sealed::bytea[]) as r (row, sealed) where t.ctid = r.row::tid")
                .param("rows", anew.stream().map(Envelope::row).toArray(String[]::new))
                .param("sealed", anew.stream().map(Envelope::sealed).toArray(byte[][]::new))
                .update();
    }
}
