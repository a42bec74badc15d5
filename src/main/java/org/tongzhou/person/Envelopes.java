package org.tongzhou.person;

import java.nio.ByteBuffer;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Vault;

/** Seals, opens and re-keys the envelopes of this room, each bound to its table and row. */
@Component
class Envelopes {
    private static final int BATCH = 1_000;

    private final Vault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Envelopes(Vault vault, JdbcClient jdbc, TransactionTemplate transaction) {
        this.vault = vault;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    byte[] idIndex(String idNumber) {
        return vault.index("person.id", idNumber);
    }

    byte[] phoneIndex(String phone) {
        return vault.index("person.phone", phone);
    }

    byte[] seal(FundId fund, PersonId person, Particulars inside) {
        return vault.seal(place(Table.PERSON, fund, person.value()), inside.bytes());
    }

    Particulars open(FundId fund, PersonRow row) {
        return Particulars.read(vault.open(place(Table.PERSON, fund, row.id().value()), row.sealed()));
    }

    /** Bytes of an envelope with this inside. */
    int length(Particulars inside) {
        return Vault.OVERHEAD + inside.bytes().length;
    }

    byte[] sealChange(FundId fund, long change, Particulars inside) {
        return vault.seal(place(Table.ACCOUNT_CHANGE, fund, change), inside.bytes());
    }

    Particulars openChange(FundId fund, long change, byte[] sealed) {
        return Particulars.read(vault.open(place(Table.ACCOUNT_CHANGE, fund, change), sealed));
    }

    int rotate(FundId fund) {
        int rotated = 0;
        for (Table table : Table.values()) {
            int batch;
            do {
                batch = Math.toIntExact(rotateBatch(fund, table));
                rotated += batch;
            } while (batch > 0);
        }
        return rotated;
    }

    /** Rows locked by somebody else are waited for, so that none is left behind. */
    private long rotateBatch(FundId fund, Table table) {
        Long done = transaction.execute(status -> {
            List<Sealed> old = jdbc.sql("select id, sealed from " + table.sql
                            + " where fund = :fund and substring(sealed from 1 for 4) <> :newest order by id limit "
                            + BATCH + " for update")
                    .param("fund", fund.code())
                    .param(
                            "newest",
                            ByteBuffer.allocate(4).putInt(vault.newestKey()).array())
                    .query((row, n) -> new Sealed(row.getLong("id"), row.getBytes("sealed")))
                    .list();
            return (long) write(fund, table, old);
        });
        return done == null ? 0 : done;
    }

    private int write(FundId fund, Table table, List<Sealed> old) {
        return jdbc.sql("update " + table.sql + " t set sealed = r.sealed"
                        + " from unnest(:ids::bigint[], :sealed::bytea[]) as r (id, sealed)"
                        + " where t.fund = :fund and t.id = r.id")
                .param("ids", old.stream().map(Sealed::id).toArray(Long[]::new))
                .param(
                        "sealed",
                        old.stream().map(row -> reseal(fund, table, row)).toArray(byte[][]::new))
                .param("fund", fund.code())
                .update();
    }

    private byte[] reseal(FundId fund, Table table, Sealed row) {
        String place = place(table, fund, row.id());
        return vault.seal(place, vault.open(place, row.sealed()));
    }

    private static String place(Table table, FundId fund, long id) {
        return table.place + ":" + fund.code() + ":" + id;
    }

    private enum Table {
        PERSON("person.person", "person"),
        ACCOUNT_CHANGE("person.account_change", "account_change");

        final String sql;
        final String place;

        Table(String sql, String place) {
            this.sql = sql;
            this.place = place;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Sealed(long id, byte[] sealed) {}
}
