package org.tongzhou.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Book;
import org.tongzhou.kernel.Canonical;
import org.tongzhou.kernel.FundId;

/** The journal as a chained book: a row is a journal with its lines. */
@Component
class JournalBook implements Book {
    private static final String SEAL =
            "s.seq, s.journal as sealed_row, s.horizon::text::bigint as horizon, s.at as sealed_at, s.hash";

    private final JdbcClient jdbc;

    JournalBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public Optional<Seal> last(FundId fund) {
        return jdbc.sql("select " + SEAL + " from ledger.seal s where fund = :fund order by seq desc limit 1")
                .param("fund", fund.code())
                .query(JournalBook::seal)
                .optional();
    }

    @Override
    public Optional<Seal> seal(FundId fund, long seq) {
        return jdbc.sql("select " + SEAL + " from ledger.seal s where fund = :fund and seq = :seq")
                .param("fund", fund.code())
                .param("seq", seq)
                .query(JournalBook::seal)
                .optional();
    }

    @Override
    public List<Row> unsealed(FundId fund, long fromXid, long upToXid, int limit) {
        return jdbc.sql("select " + LedgerStore.COLUMNS + " from ledger.journal j " + LedgerStore.LINES + """
                          where j.fund = :fund and j.xid >= :from::text::xid8 and j.xid < :upTo::text::xid8
                            and not exists (select from ledger.seal s where s.fund = j.fund and s.journal = j.id)
                          order by j.xid, j.id limit :limit
                          """)
                .param("fund", fund.code())
                .param("from", Long.toString(fromXid))
                .param("upTo", Long.toString(upToXid))
                .param("limit", limit)
                .query(JournalBook::row)
                .list();
    }

    @Override
    public void append(FundId fund, List<Seal> seals) {
        jdbc.sql("""
                        insert into ledger.seal (fund, seq, journal, horizon, at, hash)
                        select :fund, s.seq, s.journal, s.horizon::xid8, :at, s.hash
                        from unnest(:seqs::bigint[], :journals::bigint[], :horizons::text[], :hashes::bytea[])
                            as s (seq, journal, horizon, hash)
                        order by s.seq
                        """)
                .param("fund", fund.code())
                .param("at", OffsetDateTime.ofInstant(seals.get(0).at(), ZoneOffset.UTC))
                .param("seqs", seals.stream().mapToLong(Seal::seq).toArray())
                .param("journals", seals.stream().mapToLong(Seal::row).toArray())
                .param(
                        "horizons",
                        seals.stream().map(s -> Long.toString(s.horizonXid())).toArray(String[]::new))
                .param("hashes", seals.stream().map(Seal::hash).toArray(byte[][]::new))
                .update();
    }

    @Override
    public List<Seal> dayEnds(FundId fund, long afterSeq, Instant before) {
        return jdbc.sql("select distinct on ((s.at at time zone 'Asia/Shanghai')::date) " + SEAL + """
                           from ledger.seal s where fund = :fund and seq > :after and at < :before
                          order by (s.at at time zone 'Asia/Shanghai')::date, seq desc
                          """)
                .param("fund", fund.code())
                .param("after", afterSeq)
                .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .query(JournalBook::seal)
                .list();
    }

    @Override
    public List<Sealed> sealed(FundId fund, long afterSeq, int limit) {
        return jdbc.sql("select " + SEAL + ", " + LedgerStore.COLUMNS
                        + " from ledger.seal s left join ledger.journal j on j.fund = s.fund and j.id = s.journal "
                        + LedgerStore.LINES + " where s.fund = :fund and s.seq > :after order by s.seq limit :limit")
                .param("fund", fund.code())
                .param("after", afterSeq)
                .param("limit", limit)
                .query((row, n) -> new Sealed(seal(row, n), row.getBytes("digest") == null ? null : row(row, n)))
                .list();
    }

    @Override
    public List<Row> tail(FundId fund, long afterId, int limit) {
        return jdbc.sql("select " + LedgerStore.COLUMNS + " from ledger.journal j " + LedgerStore.LINES + """
                          where j.fund = :fund and j.id > :after
                            and not exists (select from ledger.seal s where s.fund = j.fund and s.journal = j.id)
                          order by j.id limit :limit
                          """)
                .param("fund", fund.code())
                .param("after", afterId)
                .param("limit", limit)
                .query(JournalBook::row)
                .list();
    }

    @Override
    public List<FundId> funds() {
        return jdbc.sql("select fund from ledger.journal union select fund from ledger.seal order by fund")
                .query((row, n) -> new FundId(row.getInt(1)))
                .list();
    }

    private static Seal seal(ResultSet row, int n) throws SQLException {
        return new Seal(
                row.getLong("seq"),
                row.getLong("sealed_row"),
                row.getLong("horizon"),
                row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                row.getBytes("hash"));
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(row.getLong("id"), row.getLong("xid"), row.getBytes("digest"), actual(row));
    }

    /** The digest of what stands in the row now; reads plain texts, so that even nonsense is digested and not refused. */
    private static byte[] actual(ResultSet row) throws SQLException {
        String[] accounts = LedgerStore.texts(row.getArray("accounts"));
        String[] regions = LedgerStore.texts(row.getArray("regions"));
        String[] plans = LedgerStore.texts(row.getArray("plans"));
        String[] parties = LedgerStore.texts(row.getArray("parties"));
        String[] budgets = LedgerStore.texts(row.getArray("budgets"));
        Long[] amounts = (Long[]) row.getArray("amounts").getArray();
        Canonical bytes = new Canonical("ledger.journal/1")
                .text(row.getString("template"))
                .text(row.getString("cause"))
                .text(row.getString("value_date"))
                .instant(row.getObject("posted_at", OffsetDateTime.class).toInstant())
                .number(optional(row, "reverses"))
                .number((long) accounts.length);
        for (int i = 0; i < accounts.length; i++) {
            bytes.text(accounts[i])
                    .text(regions[i])
                    .text(plans[i])
                    .text(parties[i])
                    .text(budgets[i])
                    .number(amounts[i]);
        }
        return Row.digest(bytes.digest(), row.getLong("id"), row.getLong("xid"));
    }

    private static @Nullable Long optional(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
