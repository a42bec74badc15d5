package org.tongzhou.claim;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.claim.StepStore.NewStep;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;

/** Rows of claims. Every change is guarded by the version. */
@Component
class ClaimStore {
    static final String COLUMNS = """
            c.id, c.case_id, c.number, c.person, c.unit, c.unit_path, c.plan, c.plan_version, c.lump_sum, c.state,
            c.level, c.levels, c.amount_fen, c.version, c.accepted_on, c.promised_from, c.due_on
            """;

    private static final String INSERT = """
            insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version,
                cover, lump_sum, follows, state, level, levels, sampled, amount_fen, decision,
                accepted_on, promised_from, due_on, filed_at, version) overriding system value
            values (:fund, :claim, :case, :claimNumber, :person, :claimUnit, :claimPath, :plan, :planVersion,
                :cover, :lump, :follows, :state, :level, :levels, :sampled, :amount, :decision,
                :accepted, :promised, :due, :filed, 1)
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final UsedStore used;
    private final StepStore steps;
    private final Trips trips;

    ClaimStore(JdbcClient jdbc, Sealing sealing, UsedStore used, StepStore steps, Trips trips) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.used = used;
        this.steps = steps;
        this.trips = trips;
    }

    ClaimId nextId() {
        Trip trip = trips.trip();
        Rows<ClaimId> next = nextId(trip);
        trip.go();
        return next.list().get(0);
    }

    Rows<ClaimId> nextId(Trip trip) {
        return trip.ask("select nextval('claim.claim_id_seq') as id", (row, n) -> new ClaimId(row.getLong("id")));
    }

    /** What a claim has beside its own record when it is filed. */
    record Filed(
            long cover,
            boolean sampled,
            String decision,
            Map<LimitKey, Long> used,
            @Nullable ClaimId follows) {}

    /** A claim with what it uses and the first row of its history. */
    void insert(FundId fund, NewStep first, Filed filed, Instant now) {
        Trip trip = trips.trip();
        insert(trip, fund, first, filed, now);
        trip.go();
    }

    /** The same as part of a trip. */
    void insert(Trip trip, FundId fund, NewStep first, Filed filed, Instant now) {
        Claim claim = first.after();
        row(trip, fund, claim, filed, now);
        used.insert(trip, claim.id(), filed.used());
        steps.recordAll(trip, fund, List.of(first), now);
    }

    private void row(Trip trip, FundId fund, Claim claim, Filed filed, Instant now) {
        trip.run(INSERT)
                .shared("fund", fund.code())
                .with("claim", claim.id().value())
                .shared("case", claim.eventCase().value())
                .with("claimNumber", claim.number())
                .shared("person", claim.owner().person().value())
                .with("claimUnit", claim.owner().unit().value())
                .with("claimPath", claim.owner().path())
                .with("plan", claim.benefit().plan())
                .with("planVersion", claim.benefit().planVersion())
                .with("cover", filed.cover())
                .with("lump", claim.benefit().lumpSum())
                .with(
                        "follows",
                        filed.follows() == null ? null : filed.follows().value())
                .with("state", claim.state().name())
                .with("level", claim.level().name())
                .with("levels", levels(claim.route()))
                .with("sampled", filed.sampled())
                .with("amount", claim.amount().fen())
                .with("decision", sealing.text(Sealing.claimPlace(fund, claim.id()), filed.decision()))
                .with("accepted", claim.clock().acceptedOn())
                .with("promised", claim.clock().promisedFrom())
                .with("due", claim.clock().dueOn())
                .with("filed", Timestamp.from(now));
    }

    /** The claim inside the territory, locked after its case: everybody locks in this order. */
    Optional<Claim> lockAfterCase(Scope scope, ClaimId id) {
        Trip trip = trips.trip();
        Rows<Claim> claim = lockAfterCase(trip, scope, id);
        trip.go();
        return claim.optional();
    }

    /** The same as the start of a trip. */
    Rows<Claim> lockAfterCase(Trip trip, Scope scope, ClaimId id) {
        trip.shared("fund", scope.fund().code())
                .shared("claim", id.value())
                .with("from", scope.from())
                .with("upTo", scope.upTo());
        trip.run(Trips.BY_KEYS).run("""
                select id from claim.event_case
                where fund = :fund and id = (select c.case_id from claim.claim c
                    where c.fund = :fund and c.id = :claim and c.unit_path >= :from and c.unit_path < :upTo) for update
                """);
        return trip.ask("select " + COLUMNS + """
                from claim.claim c
                where c.fund = :fund and c.id = :claim and c.unit_path >= :from and c.unit_path < :upTo for update
                """, (row, n) -> claim(row));
    }

    /** The claim inside the actor's territory, locked until the transaction ends. */
    Optional<Claim> lockWithin(Scope scope, ClaimId id) {
        return jdbc.sql("select " + COLUMNS + """
                        from claim.claim c
                        where c.fund = :fund and c.id = :id and c.unit_path >= :from and c.unit_path < :upTo for update
                        """)
                .param("fund", scope.fund().code())
                .param("id", id.value())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> claim(row))
                .optional();
    }

    /** The same of several claims of the fund: first their cases, then they, each in the order of their ids. */
    List<Claim> lockAfterCases(FundId fund, Collection<ClaimId> ids) {
        jdbc.sql("""
                        select id from claim.event_case
                        where fund = :fund and id in (select c.case_id from claim.claim c
                            where c.fund = :fund and c.id = any(:ids::bigint[])) order by id for update
                        """)
                .param("fund", fund.code())
                .param("ids", ids.stream().map(ClaimId::value).toArray(Long[]::new))
                .query()
                .listOfRows();
        return lockAll(fund, ids);
    }

    /** These claims of the fund, locked in the order of their ids; what is no claim is left out. */
    List<Claim> lockAll(FundId fund, Collection<ClaimId> ids) {
        return jdbc.sql("select " + COLUMNS + """
                        from claim.claim c where c.fund = :fund and c.id = any(:ids::bigint[]) order by c.id for update
                        """)
                .param("fund", fund.code())
                .param("ids", ids.stream().map(ClaimId::value).toArray(Long[]::new))
                .query((row, n) -> claim(row))
                .list();
    }

    Optional<Claim> findWithin(Scope scope, ClaimId id) {
        Trip trip = trips.trip();
        Rows<Claim> claim = findWithin(trip, scope, id);
        trip.go();
        return claim.optional();
    }

    Rows<Claim> findWithin(Trip trip, Scope scope, ClaimId id) {
        return trip.shared("fund", scope.fund().code())
                .shared("claim", id.value())
                .with("from", scope.from())
                .with("upTo", scope.upTo())
                .ask("select " + COLUMNS + """
                        from claim.claim c
                        where c.fund = :fund and c.id = :claim and c.unit_path >= :from and c.unit_path < :upTo
                        """, (row, n) -> claim(row));
    }

    List<Claim> ofCase(FundId fund, CaseId eventCase) {
        Trip trip = trips.trip();
        Rows<Claim> claims = ofCase(trip, fund, eventCase);
        trip.go();
        return claims.list();
    }

    Rows<Claim> ofCase(Trip trip, FundId fund, CaseId eventCase) {
        return trip.shared("fund", fund.code())
                .shared("case", eventCase.value())
                .ask(
                        "select " + COLUMNS
                                + "from claim.claim c where c.fund = :fund and c.case_id = :case order by c.id",
                        (row, n) -> claim(row));
    }

    List<Claim> lockOfCase(FundId fund, CaseId eventCase) {
        return jdbc.sql("select " + COLUMNS
                        + "from claim.claim c where c.fund = :fund and c.case_id = :case order by c.id for update")
                .param("fund", fund.code())
                .param("case", eventCase.value())
                .query((row, n) -> claim(row))
                .list();
    }

    /** A claim and, once it is paid, when its money came. */
    record Own(Claim claim, @Nullable Instant paidAt) {}

    Rows<Own> ofPerson(Trip trip, FundId fund, PersonId person, int most) {
        return trip.shared("fund", fund.code())
                .shared("person", person.value())
                .with("mostClaims", most)
                .ask("select " + COLUMNS + """
                        , c.paid_at
                        from claim.claim c where c.fund = :fund and c.person = :person order by c.id desc limit :mostClaims
                        """, (row, n) -> new Own(claim(row), instant(row, "paid_at")));
    }

    /** Paid claims whose money came before {@code before}, oldest first, locked; those that somebody works on are left out. */
    List<Claim> lockPaidBefore(FundId fund, Instant before, int most) {
        return jdbc.sql("select " + COLUMNS + """
                        from claim.claim c where c.fund = :fund and c.state = 'PAID' and c.paid_at < :before
                        order by c.paid_at limit :most for update skip locked
                        """)
                .param("fund", fund.code())
                .param("before", Timestamp.from(before))
                .param("most", most)
                .query((row, n) -> claim(row))
                .list();
    }

    /** A new computation of a claim. */
    record Recomputed(Money amount, Route route, boolean lumpSum, String decision, Map<LimitKey, Long> used) {}

    boolean recompute(FundId fund, Claim before, Recomputed next) {
        int rows = jdbc.sql("""
                        update claim.claim
                        set amount_fen = :amount, levels = :levels, lump_sum = :lump, decision = :decision,
                            version = version + 1
                        where fund = :fund and id = :id and version = :version
                        """)
                .param("fund", fund.code())
                .param("id", before.id().value())
                .param("version", before.version())
                .param("amount", next.amount().fen())
                .param("levels", levels(next.route()))
                .param("lump", next.lumpSum())
                .param("decision", sealing.text(Sealing.claimPlace(fund, before.id()), next.decision()))
                .update();
        used.replace(fund, before.id(), next.used());
        return rows == 1;
    }

    boolean bump(FundId fund, Claim before) {
        return jdbc.sql("""
                        update claim.claim set version = version + 1
                        where fund = :fund and id = :id and version = :version
                        """)
                        .param("fund", fund.code())
                        .param("id", before.id().value())
                        .param("version", before.version())
                        .update()
                == 1;
    }

    /** The classes and grades that reviewers confirmed, by claim, as part of a trip; without those of which nobody has. */
    Rows<Map.Entry<ClaimId, String>> findings(Trip trip, FundId fund, Collection<ClaimId> ids) {
        return trip.shared("fund", fund.code())
                .with("confirmed", ids.stream().map(ClaimId::value).toArray(Long[]::new))
                .ask("""
                        select id, finding from claim.claim
                        where fund = :fund and id = any(:confirmed::bigint[]) and finding is not null
                        """, (row, n) -> {
                    ClaimId id = new ClaimId(row.getLong("id"));
                    return Map.entry(id, sealing.text(Sealing.findingPlace(fund, id), row.getBytes("finding")));
                });
    }

    /** Keeps what a person found from the evidence, a class or a grade. */
    void confirm(FundId fund, ClaimId id, String finding) {
        jdbc.sql("update claim.claim set finding = :finding where fund = :fund and id = :id")
                .param("finding", sealing.text(Sealing.findingPlace(fund, id), finding))
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    /** The claim no longer uses anything of any limit. */
    void forgetUsed(FundId fund, ClaimId id) {
        used.forget(fund, id);
    }

    /** The stored decision in its canonical JSON. */
    String decision(FundId fund, ClaimId id) {
        byte[] sealed = jdbc.sql("select decision from claim.claim where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .query(byte[].class)
                .single();
        return sealing.text(Sealing.claimPlace(fund, id), sealed);
    }

    /** What a claim has that its record does not carry: the decision in its canonical JSON, what was confirmed. */
    record Extras(
            long cover,
            boolean sampled,
            @Nullable ClaimId follows,
            Instant filedAt,
            @Nullable Instant paidAt,
            String decision,
            @Nullable String finding) {}

    Extras extras(FundId fund, ClaimId id) {
        Trip trip = trips.trip();
        Rows<Extras> extras = extras(trip, fund, id);
        trip.go();
        return extras.optional().orElseThrow();
    }

    Rows<Extras> extras(Trip trip, FundId fund, ClaimId id) {
        return trip.shared("fund", fund.code()).shared("claim", id.value()).ask("""
                select cover, sampled, follows, filed_at, paid_at, decision, finding from claim.claim
                where fund = :fund and id = :claim
                """, (row, n) -> extras(fund, id, row));
    }

    private Extras extras(FundId fund, ClaimId id, ResultSet row) throws SQLException {
        byte[] finding = row.getBytes("finding");
        return new Extras(
                row.getLong("cover"),
                row.getBoolean("sampled"),
                id(row, "follows"),
                row.getTimestamp("filed_at").toInstant(),
                instant(row, "paid_at"),
                sealing.text(Sealing.claimPlace(fund, id), row.getBytes("decision")),
                finding == null ? null : sealing.text(Sealing.findingPlace(fund, id), finding));
    }

    static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                new ClaimId(row.getLong("id")),
                new CaseId(row.getLong("case_id")),
                row.getString("number"),
                CaseStore.owner(row),
                new Claim.Benefit(row.getString("plan"), row.getString("plan_version"), row.getBoolean("lump_sum")),
                ClaimState.valueOf(row.getString("state")),
                Level.valueOf(row.getString("level")),
                new Route(strings(row.getArray("levels")).stream()
                        .map(Level::valueOf)
                        .toList()),
                Money.ofFen(row.getLong("amount_fen")),
                row.getInt("version"),
                new Claim.Clock(
                        row.getDate("accepted_on").toLocalDate(),
                        row.getDate("promised_from").toLocalDate(),
                        day(row, "due_on")));
    }

    static String[] levels(Route route) {
        return route.levels().stream().map(Level::name).toArray(String[]::new);
    }

    static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        Date day = row.getDate(column);
        return day == null ? null : day.toLocalDate();
    }

    private static @Nullable ClaimId id(ResultSet row, String column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? null : new ClaimId(id);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
