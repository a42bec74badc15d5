package org.tongzhou.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Book;
import org.tongzhou.kernel.FundId;

/**
 * A chained book in PostgreSQL: a table of rows with {@code fund}, {@code id}, {@code xid} and {@code digest}, and beside
 * it the table {@code seal} of the same schema. The room says which table and what its rows' content is.
 */
public abstract class SealedTable implements Book {
    private final JdbcClient jdbc;
    private final Shape shape;
    private final String seal;

    protected SealedTable(JdbcClient jdbc, Shape shape) {
        this.jdbc = jdbc;
        this.shape = shape;
        this.seal = "s.seq, s." + shape.row()
                + " as sealed_row, s.horizon::text::bigint as horizon, s.at as sealed_at, s.hash";
    }

    /**
     * {@code row} is the table of rows and the column of {@code seal} that points to it. {@code columns} are selected
     * from it as {@code r}, with {@code id}, {@code digest} and {@code xid} (as bigint) among them; {@code more} joins
     * what else belongs to the content.
     */
    public record Shape(String book, String schema, String row, String columns, String more) {
        String rows() {
            return schema + "." + row;
        }

        String seals() {
            return schema + ".seal";
        }

        String unsealed() {
            return "not exists (select from " + seals() + " s where s.fund = r.fund and s." + row + " = r.id)";
        }
    }

    /** The digest of what stands in the row now; reads plain texts, so that even nonsense is digested and not refused. */
    protected abstract byte[] actual(ResultSet row) throws SQLException;

    @Override
    public String name() {
        return shape.book();
    }

    @Override
    public Optional<Seal> last(FundId fund) {
        return jdbc.sql("select " + seal + " from " + shape.seals() + " s where fund = :fund order by seq desc limit 1")
                .param("fund", fund.code())
                .query(SealedTable::seal)
                .optional();
    }

    @Override
    public Optional<Seal> seal(FundId fund, long seq) {
        return jdbc.sql("select " + seal + " from " + shape.seals() + " s where fund = :fund and seq = :seq")
                .param("fund", fund.code())
                .param("seq", seq)
                .query(SealedTable::seal)
                .optional();
    }

    @Override
    public List<Row> unsealed(FundId fund, long fromXid, long upToXid, int limit) {
        return jdbc.sql("select " + shape.columns() + " from " + shape.rows() + " r " + shape.more()
                        + " where r.fund = :fund and (r.xid >= :from::text::xid8 and r.xid < :upTo::text::xid8"
                        + " or r.xid >= pg_snapshot_xmax(pg_current_snapshot())) and " + shape.unsealed()
                        + " order by r.xid, r.id limit :limit")
                .param("fund", fund.code())
                .param("from", Long.toString(fromXid))
                .param("upTo", Long.toString(upToXid))
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    @Override
    public void append(FundId fund, List<Seal> seals) {
        jdbc.sql("insert into " + shape.seals() + " (fund, seq, " + shape.row() + ", horizon, at, hash) " + """
                        select :fund, s.seq, s.sealed, s.horizon::xid8, :at, s.hash
                        from unnest(:seqs::bigint[], :rows::bigint[], :horizons::text[], :hashes::bytea[])
                            as s (seq, sealed, horizon, hash)
                        order by s.seq
                        """)
                .param("fund", fund.code())
                .param("at", OffsetDateTime.ofInstant(seals.get(0).at(), ZoneOffset.UTC))
                .param("seqs", seals.stream().mapToLong(Seal::seq).toArray())
                .param("rows", seals.stream().mapToLong(Seal::row).toArray())
                .param(
                        "horizons",
                        seals.stream().map(s -> Long.toString(s.horizonXid())).toArray(String[]::new))
                .param("hashes", seals.stream().map(Seal::hash).toArray(byte[][]::new))
                .update();
    }

    @Override
    public List<Seal> dayEnds(FundId fund, long afterSeq, Instant before) {
        return jdbc.sql("select distinct on ((s.at at time zone 'Asia/Shanghai')::date) " + seal + " from "
                        + shape.seals() + """
                           s where fund = :fund and seq > :after and at < :before
                          order by (s.at at time zone 'Asia/Shanghai')::date, seq desc
                          """)
                .param("fund", fund.code())
                .param("after", afterSeq)
                .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .query(SealedTable::seal)
                .list();
    }

    @Override
    public List<Sealed> sealed(FundId fund, long afterSeq, int limit) {
        return jdbc.sql("select " + seal + ", " + shape.columns() + " from " + shape.seals() + " s left join "
                        + shape.rows() + " r on r.fund = s.fund and r.id = s." + shape.row() + " " + shape.more()
                        + " where s.fund = :fund and s.seq > :after order by s.seq limit :limit")
                .param("fund", fund.code())
                .param("after", afterSeq)
                .param("limit", limit)
                .query((row, n) -> new Sealed(seal(row, n), row.getBytes("digest") == null ? null : row(row, n)))
                .list();
    }

    @Override
    public List<Row> tail(FundId fund, long afterId, int limit) {
        return jdbc.sql("select " + shape.columns() + " from " + shape.rows() + " r " + shape.more()
                        + " where r.fund = :fund and r.id > :after and " + shape.unsealed()
                        + " order by r.id limit :limit")
                .param("fund", fund.code())
                .param("after", afterId)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    @Override
    public List<FundId> funds() {
        return jdbc.sql("select fund from " + shape.rows() + " union select fund from " + shape.seals()
                        + " order by fund")
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

    private Row row(ResultSet row, int n) throws SQLException {
        return new Row(row.getLong("id"), row.getLong("xid"), row.getBytes("digest"), actual(row));
    }
}
