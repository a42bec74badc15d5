package org.tongzhou.document;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;
import tools.jackson.databind.json.JsonMapper;

@Component
class PaperStore implements SealedColumns {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String PAPER = """
            select p.id, p.owner, p.kind, p.name, b.type, b.pages, p.at,
                   c.quality -> 'advice' as advice
              from document.paper p join document.blob b using (fund, hash)
              left join document.picture c on c.fund = p.fund and c.paper = p.id
            """;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Trips trips;

    PaperStore(JdbcClient jdbc, Vault vault, Trips trips) {
        this.jdbc = jdbc;
        this.trips = trips;
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(new SealedColumn("document.reading", "sealed", "'reading:' || t.fund || ':' || t.paper"));
    }

    record Blob(byte[] hash, long bytes, PaperType type, int pages) {}

    void addBlob(FundId fund, Blob blob, Instant at) {
        jdbc.sql("""
                insert into document.blob (fund, hash, bytes, type, pages, stored_at)
                values (?, ?, ?, ?, ?, ?) on conflict (fund, hash) do nothing""")
                .params(fund.code(), blob.hash(), blob.bytes(), blob.type().name(), blob.pages(), utc(at))
                .update();
    }

    boolean namesAny(FundId fund) {
        return jdbc.sql("select exists (select from document.blob where fund = ?)")
                .param(fund.code())
                .query(Boolean.class)
                .single();
    }

    /** Those of the files, named by their hash in hex, that belong to a paper of this fund. */
    Set<String> named(FundId fund, Collection<String> hashes) {
        return Set.copyOf(jdbc.sql("""
                        select f.hash from unnest(:hashes::text[]) as f (hash)
                         where exists (select from document.blob b where b.fund = :fund and b.hash = decode(f.hash, 'hex'))""")
                .param("fund", fund.code())
                .param("hashes", hashes.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    PaperId addPaper(FundId fund, PersonId owner, Upload upload, byte[] hash, long uploadedBy, Instant at) {
        return new PaperId(jdbc.sql("""
                insert into document.paper (fund, owner, kind, hash, name, uploaded_by, at)
                values (?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(fund.code(), owner.value(), upload.kind(), hash, upload.fileName(), uploadedBy, utc(at))
                .query(Long.class)
                .single());
    }

    void addReading(FundId fund, PaperId paper, ReceiptReading reading) {
        byte[] json = Findings.of(0, reading).write().getBytes(StandardCharsets.UTF_8);
        jdbc.sql("insert into document.reading (fund, paper, sealed) values (?, ?, ?)")
                .params(fund.code(), paper.value(), vault.seal(place(fund, paper), json))
                .update();
    }

    Optional<ReceiptReading> reading(FundId fund, PaperId paper) {
        return Optional.ofNullable(readings(fund, List.of(paper)).get(paper));
    }

    Map<PaperId, ReceiptReading> readings(FundId fund, Collection<PaperId> papers) {
        Trip trip = trips.trip();
        Supplier<Map<PaperId, ReceiptReading>> readings = readings(trip, fund, papers);
        trip.go();
        return readings.get();
    }

    /** The same as part of a trip, to be had once it is over. */
    Supplier<Map<PaperId, ReceiptReading>> readings(Trip trip, FundId fund, Collection<PaperId> papers) {
        Rows<Read> rows = trip.shared("fund", fund.code())
                .with("readPapers", papers.stream().map(PaperId::value).toArray(Long[]::new))
                .ask(
                        "select paper, sealed from document.reading where fund = :fund and paper = any(:readPapers::bigint[])",
                        (row, n) -> read(fund, row));
        return () -> rows.list().stream()
                .flatMap(read -> read.reading().stream().map(reading -> Map.entry(read.paper(), reading)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What was read from a paper, if it is an e-receipt. */
    private record Read(PaperId paper, Optional<ReceiptReading> reading) {}

    private Read read(FundId fund, ResultSet row) throws SQLException {
        PaperId paper = new PaperId(row.getLong("paper"));
        byte[] plain = vault.open(place(fund, paper), row.getBytes("sealed"));
        Findings findings = Findings.read(new String(plain, StandardCharsets.UTF_8));
        return new Read(paper, Optional.ofNullable(findings.reading()));
    }

    Optional<Paper> paper(FundId fund, PaperId id) {
        return jdbc.sql(PAPER + " where p.fund = ? and p.id = ?")
                .params(fund.code(), id.value())
                .query(PaperStore::paperRow)
                .optional();
    }

    Rows<Paper> all(Trip trip, FundId fund, Collection<PaperId> ids) {
        return trip.shared("fund", fund.code())
                .with("allPapers", ids.stream().map(PaperId::value).toArray(Long[]::new))
                .ask(PAPER + " where p.fund = :fund and p.id = any(:allPapers::bigint[])", PaperStore::paperRow);
    }

    Rows<Paper> newest(Trip trip, FundId fund, PersonId owner, int most) {
        return trip.shared("fund", fund.code())
                .with("paperOwner", owner.value())
                .with("mostPapers", most)
                .ask(
                        PAPER + " where p.fund = :fund and p.owner = :paperOwner order by p.id desc limit :mostPapers",
                        PaperStore::paperRow);
    }

    boolean isAmong(FundId fund, PaperId id, Collection<PaperId> others) {
        Long[] ids = others.stream().map(PaperId::value).toArray(Long[]::new);
        return jdbc.sql("""
                        select exists (
                            select from document.paper p
                            join document.paper o on o.fund = p.fund and o.hash = p.hash
                            where p.fund = :fund and p.id = :id and o.id = any(:others))
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("others", ids)
                .query(Boolean.class)
                .single();
    }

    byte[] hash(FundId fund, PaperId id) {
        return jdbc.sql("select hash from document.paper where fund = ? and id = ?")
                .params(fund.code(), id.value())
                .query(byte[].class)
                .single();
    }

    private static Paper paperRow(ResultSet row, int number) throws SQLException {
        return new Paper(
                new PaperId(row.getLong("id")),
                new PersonId(row.getLong("owner")),
                row.getString("kind"),
                row.getString("name"),
                PaperType.valueOf(row.getString("type")),
                row.getInt("pages"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                advice(row.getString("advice")));
    }

    private static List<Quality.Advice> advice(@Nullable String json) {
        return json == null ? List.of() : List.of(JSON.readValue(json, Quality.Advice[].class));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static String place(FundId fund, PaperId paper) {
        return "reading:" + fund.code() + ":" + paper.value();
    }
}
