package org.tongzhou.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Book;
import org.tongzhou.kernel.FundId;

/** The trail as a chained book: a row is an entry. */
@Component
class EntryBook implements Book {
    private static final String SEAL =
            "s.seq, s.entry as sealed_row, s.horizon::text::bigint as horizon, s.at as sealed_at, s.hash";

    private final JdbcClient jdbc;

    EntryBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Optional<Seal> last(FundId fund) {
        return jdbc.sql("select " + SEAL + " from audit.seal s where fund = :fund order by seq desc limit 1")
                .param("fund", fund.code())
                .query(EntryBook::seal)
                .optional();
    }

    @Override
    public Optional<Seal> seal(FundId fund, long seq) {
        return jdbc.sql("select " + SEAL + " from audit.seal s where fund = :fund and seq = :seq")
                .param("fund", fund.code())
                .param("seq", seq)
                .query(EntryBook::seal)
                .optional();
    }

    @Override
    public List<Row> unsealed(FundId fund, long fromXid, long upToXid, int limit) {
        return jdbc.sql("select " + AuditStore.COLUMNS + " from audit.entry e " + AuditStore.DETAILS + """
                          where e.fund = :fund and e.xid >= :from::text::xid8 and e.xid < :upTo::text::xid8
                            and not exists (select from audit.seal s where s.fund = e.fund and s.entry = e.id)
                          order by e.xid, e.id limit :limit
                          """)
                .param("fund", fund.code())
                .param("from", Long.toString(fromXid))
                .param("upTo", Long.toString(upToXid))
                .param("limit", limit)
                .query(EntryBook::row)
                .list();
    }

    @Override
    public void append(FundId fund, List<Seal> seals) {
        jdbc.sql("""
                        insert into audit.seal (fund, seq, entry, horizon, at, hash)
                        select :fund, s.seq, s.entry, s.horizon::xid8, :at, s.hash
                        from unnest(:seqs::bigint[], :entries::bigint[], :horizons::text[], :hashes::bytea[])
                            as s (seq, entry, horizon, hash)
                        order by s.seq
                        """)
                .param("fund", fund.code())
                .param("at", OffsetDateTime.ofInstant(seals.get(0).at(), ZoneOffset.UTC))
                .param("seqs", seals.stream().mapToLong(Seal::seq).toArray())
                .param("entries", seals.stream().mapToLong(Seal::row).toArray())
                .param(
                        "horizons",
                        seals.stream().map(s -> Long.toString(s.horizonXid())).toArray(String[]::new))
                .param("hashes", seals.stream().map(Seal::hash).toArray(byte[][]::new))
                .update();
    }

    @Override
    public List<Seal> dayEnds(FundId fund, long afterSeq, Instant before) {
        return jdbc.sql("select distinct on ((s.at at time zone 'Asia/Shanghai')::date) " + SEAL + """
                           from audit.seal s where fund = :fund and seq > :after and at < :before
                          order by (s.at at time zone 'Asia/Shanghai')::date, seq desc
                          """)
                .param("fund", fund.code())
                .param("after", afterSeq)
                .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .query(EntryBook::seal)
                .list();
    }

    @Override
    public List<Sealed> sealed(FundId fund, long afterSeq, int limit) {
        return jdbc.sql("select " + SEAL + ", " + AuditStore.COLUMNS
                        + " from audit.seal s left join audit.entry e on e.fund = s.fund and e.id = s.entry "
                        + AuditStore.DETAILS + " where s.fund = :fund and s.seq > :after order by s.seq limit :limit")
                .param("fund", fund.code())
                .param("after", afterSeq)
                .param("limit", limit)
                .query((row, n) -> new Sealed(seal(row, n), row.getBytes("digest") == null ? null : row(row, n)))
                .list();
    }

    @Override
    public List<Row> tail(FundId fund, long afterId, int limit) {
        return jdbc.sql("select " + AuditStore.COLUMNS + " from audit.entry e " + AuditStore.DETAILS + """
                          where e.fund = :fund and e.id > :after
                            and not exists (select from audit.seal s where s.fund = e.fund and s.entry = e.id)
                          order by e.id limit :limit
                          """)
                .param("fund", fund.code())
                .param("after", afterId)
                .param("limit", limit)
                .query(EntryBook::row)
                .list();
    }

    @Override
    public List<FundId> funds() {
        return jdbc.sql("select fund from audit.entry union select fund from audit.seal order by fund")
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
        return new Row(row.getLong("id"), row.getLong("xid"), row.getBytes("digest"), AuditStore.actual(row));
    }
}
