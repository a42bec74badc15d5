package org.tongzhou.claim;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.claim.ClaimClock.Stop;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;

/** Rows of claims, their history, stops and used limits. Every change is guarded by the version. */
@Component
class ClaimStore {
    static final String COLUMNS = """
            c.id, c.case_id, c.number, c.person, c.unit, c.unit_path, c.plan, c.plan_version, c.lump_sum, c.state,
            c.level, c.levels, c.amount_fen, c.version, c.accepted_on, c.due_on
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;

    ClaimStore(JdbcClient jdbc, Sealing sealing) {
        this.jdbc = jdbc;
        this.sealing = sealing;
    }

    ClaimId nextId() {
        return new ClaimId(jdbc.sql("select nextval(pg_get_serial_sequence('claim.claim', 'id'))")
                .query(Long.class)
                .single());
    }

    /** What a claim has beside its own record when it is filed. */
    record Filed(long cover, boolean sampled, String decision, Map<LimitKey, Long> used) {}

    void insert(FundId fund, Claim claim, Filed filed, Instant now) {
        jdbc.sql("""
                        insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version,
                            cover, lump_sum, state, level, levels, sampled, amount_fen, decision,
                            accepted_on, due_on, filed_at, version) overriding system value
                        values (:fund, :id, :case, :number, :person, :unit, :path, :plan, :planVersion,
                            :cover, :lump, :state, :level, :levels, :sampled, :amount, :decision,
                            :accepted, :due, :now, 1)
                        """)
                .param("fund", fund.code())
                .param("id", claim.id().value())
                .param("case", claim.eventCase().value())
                .param("number", claim.number())
                .param("person", claim.owner().person().value())
                .param("unit", claim.owner().unit().value())
                .param("path", claim.owner().path())
                .param("plan", claim.benefit().plan())
                .param("planVersion", claim.benefit().planVersion())
                .param("cover", filed.cover())
                .param("lump", claim.benefit().lumpSum())
                .param("state", claim.state().name())
                .param("level", claim.level().name())
                .param("levels", levels(claim.route()))
                .param("sampled", filed.sampled())
                .param("amount", claim.amount().fen())
                .param("decision", sealing.text(Sealing.claimPlace(fund, claim.id()), filed.decision()))
                .param("accepted", claim.clock().acceptedOn())
                .param("due", claim.clock().dueOn())
                .param("now", Timestamp.from(now))
                .update();
        replaceUsed(fund, claim.id(), filed.used());
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

    Optional<Claim> findWithin(Scope scope, ClaimId id) {
        return jdbc.sql("select " + COLUMNS + """
                        from claim.claim c
                        where c.fund = :fund and c.id = :id and c.unit_path >= :from and c.unit_path < :upTo
                        """)
                .param("fund", scope.fund().code())
                .param("id", id.value())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> claim(row))
                .optional();
    }

    List<Claim> ofCase(FundId fund, CaseId eventCase) {
        return jdbc.sql("select " + COLUMNS
                        + "from claim.claim c where c.fund = :fund and c.case_id = :case order by c.id")
                .param("fund", fund.code())
                .param("case", eventCase.value())
                .query((row, n) -> claim(row))
                .list();
    }

    List<Claim> lockOfCase(FundId fund, CaseId eventCase) {
        return jdbc.sql("select " + COLUMNS
                        + "from claim.claim c where c.fund = :fund and c.case_id = :case order by c.id for update")
                .param("fund", fund.code())
                .param("case", eventCase.value())
                .query((row, n) -> claim(row))
                .list();
    }

    List<Claim> ofPerson(FundId fund, PersonId person, int most) {
        return jdbc.sql("select " + COLUMNS + """
                        from claim.claim c where c.fund = :fund and c.person = :person order by c.id desc limit :most
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .param("most", most)
                .query((row, n) -> claim(row))
                .list();
    }

    /** Writes a move and its new due day; false when somebody else has changed the claim since {@code version}. */
    boolean move(FundId fund, Claim before, Claim.Move move, @Nullable LocalDate dueOn) {
        return jdbc.sql("""
                        update claim.claim
                        set state = :state, level = :level, levels = :levels, due_on = :due, version = version + 1,
                            locked_by = null, locked_until = null
                        where fund = :fund and id = :id and version = :version and state = :before
                        """)
                        .param("fund", fund.code())
                        .param("id", before.id().value())
                        .param("version", before.version())
                        .param("before", before.state().name())
                        .param("state", move.state().name())
                        .param("level", move.level().name())
                        .param("levels", levels(before.route().including(move.level())))
                        .param("due", dueOn)
                        .update()
                == 1;
    }

    /** A new computation of a claim. */
    record Recomputed(Money amount, Route route, String decision, Map<LimitKey, Long> used) {}

    boolean recompute(FundId fund, Claim before, Recomputed next) {
        int rows = jdbc.sql("""
                        update claim.claim
                        set amount_fen = :amount, levels = :levels, decision = :decision, version = version + 1
                        where fund = :fund and id = :id and version = :version
                        """)
                .param("fund", fund.code())
                .param("id", before.id().value())
                .param("version", before.version())
                .param("amount", next.amount().fen())
                .param("levels", levels(next.route()))
                .param("decision", sealing.text(Sealing.claimPlace(fund, before.id()), next.decision()))
                .update();
        replaceUsed(fund, before.id(), next.used());
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

    /** The class of disease that a reviewer confirmed; empty while nobody has. */
    Optional<String> finding(FundId fund, ClaimId id) {
        return jdbc.sql("select finding from claim.claim where fund = :fund and id = :id and finding is not null")
                .param("fund", fund.code())
                .param("id", id.value())
                .query(byte[].class)
                .optional()
                .map(envelope -> sealing.text(Sealing.findingPlace(fund, id), envelope));
    }

    void confirmClass(FundId fund, ClaimId id, String disease) {
        jdbc.sql("update claim.claim set finding = :finding where fund = :fund and id = :id")
                .param("finding", sealing.text(Sealing.findingPlace(fund, id), disease))
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    /**
     * Locks a claim for one reviewer until {@code until}, when it is free, theirs, or its lock has run out; false when a
     * colleague holds it.
     */
    boolean hold(FundId fund, ClaimId id, PersonId person, Instant now, Instant until) {
        return jdbc.sql("""
                        update claim.claim set locked_by = :person, locked_until = :until
                        where fund = :fund and id = :id
                            and (locked_by is null or locked_by = :person or locked_until <= :now)
                        """)
                        .param("person", person.value())
                        .param("until", Timestamp.from(until))
                        .param("fund", fund.code())
                        .param("id", id.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Takes the lock whoever holds it. */
    void seize(FundId fund, ClaimId id, PersonId person, Instant until) {
        jdbc.sql("""
                        update claim.claim set locked_by = :person, locked_until = :until, version = version + 1
                        where fund = :fund and id = :id
                        """)
                .param("person", person.value())
                .param("until", Timestamp.from(until))
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    /** Who holds a claim now, if anybody. */
    Optional<PersonId> holder(FundId fund, ClaimId id, Instant now) {
        return jdbc.sql("""
                        select locked_by from claim.claim
                        where fund = :fund and id = :id and locked_until > :now
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional()
                .map(PersonId::new);
    }

    void paidAt(FundId fund, ClaimId id, Instant at) {
        jdbc.sql("update claim.claim set paid_at = :at where fund = :fund and id = :id")
                .param("at", Timestamp.from(at))
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
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

    /** What a claim has that its record does not carry. */
    record Extras(
            long cover,
            boolean sampled,
            Instant filedAt,
            @Nullable Instant paidAt) {}

    Extras extras(FundId fund, ClaimId id) {
        return jdbc.sql("""
                        select cover, sampled, filed_at, paid_at from claim.claim
                        where fund = :fund and id = :id
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> new Extras(
                        row.getLong("cover"),
                        row.getBoolean("sampled"),
                        row.getTimestamp("filed_at").toInstant(),
                        instant(row, "paid_at")))
                .single();
    }

    /** One row of history about to be written. */
    record NewStep(
            Claim after,
            Verb verb,
            Actor actor,
            @Nullable String clause,
            @Nullable String words) {
        static NewStep of(Claim after, Verb verb, Actor actor) {
            return new NewStep(after, verb, actor, null, null);
        }
    }

    /** Writes history; a second deciding step of the same person fails on the database's constraint. */
    void record(FundId fund, NewStep step, Instant at) {
        Claim after = step.after();
        Actor actor = step.actor();
        PersonId person = actor.person();
        jdbc.sql("""
                        insert into claim.step (fund, claim, at, verb, level, state, person, actor_name, amount_fen,
                            clause, words, version, deciding, claimant, claim_unit, actor_unit)
                        values (:fund, :claim, :at, :verb, :level, :state, :person, :name, :amount,
                            :clause, :words, :version, :deciding, :claimant, :unit, :actorUnit)
                        """)
                .param("fund", fund.code())
                .param("claim", after.id().value())
                .param("at", Timestamp.from(at))
                .param("verb", step.verb().name())
                .param("level", after.level().name())
                .param("state", after.state().name())
                .param("person", person == null ? null : person.value())
                .param("name", actor.name())
                .param("amount", after.amount().fen())
                .param("clause", step.clause())
                .param("words", words(fund, step))
                .param("version", after.version())
                .param("deciding", step.verb().isDeciding())
                .param("claimant", after.owner().person().value())
                .param("unit", after.owner().unit().value())
                .param(
                        "actorUnit",
                        Optional.ofNullable(actor.unit())
                                .map(unit -> unit.value())
                                .orElse(null))
                .update();
    }

    private byte @Nullable [] words(FundId fund, NewStep step) {
        String words = step.words();
        return words == null
                ? null
                : sealing.text(
                        Sealing.stepPlace(fund, step.after().id(), step.after().version()), words);
    }

    List<Step> history(FundId fund, ClaimId id) {
        return jdbc.sql("""
                        select at, verb, level, state, person, actor_name, amount_fen, clause, words, version
                        from claim.step where fund = :fund and claim = :claim order by id
                        """)
                .param("fund", fund.code())
                .param("claim", id.value())
                .query((row, n) -> step(fund, id, row))
                .list();
    }

    private Step step(FundId fund, ClaimId id, ResultSet row) throws SQLException {
        byte[] words = row.getBytes("words");
        long person = row.getLong("person");
        PersonId by = row.wasNull() ? null : new PersonId(person);
        return new Step(
                row.getTimestamp("at").toInstant(),
                Verb.valueOf(row.getString("verb")),
                Level.valueOf(row.getString("level")),
                ClaimState.valueOf(row.getString("state")),
                by,
                row.getString("actor_name"),
                Money.ofFen(row.getLong("amount_fen")),
                row.getString("clause"),
                words == null ? null : sealing.text(Sealing.stepPlace(fund, id, row.getInt("version")), words));
    }

    /** True when the person has already decided something on the claim. */
    boolean hasDecided(FundId fund, ClaimId id, PersonId person) {
        return jdbc.sql("""
                        select exists (select 1 from claim.step
                            where fund = :fund and claim = :claim and person = :person and deciding)
                        """)
                .param("fund", fund.code())
                .param("claim", id.value())
                .param("person", person.value())
                .query(Boolean.class)
                .single();
    }

    void openStop(FundId fund, ClaimId id, LocalDate askedOn, List<String> papers) {
        jdbc.sql("insert into claim.stop (fund, claim, asked_on, papers) values (:fund, :claim, :day, :papers)")
                .param("fund", fund.code())
                .param("claim", id.value())
                .param("day", askedOn)
                .param("papers", papers.toArray(String[]::new))
                .update();
    }

    void endStop(FundId fund, ClaimId id, LocalDate suppliedOn) {
        jdbc.sql("""
                        update claim.stop set supplied_on = :day
                        where fund = :fund and claim = :claim and supplied_on is null
                        """)
                .param("fund", fund.code())
                .param("claim", id.value())
                .param("day", suppliedOn)
                .update();
    }

    List<Stop> stops(FundId fund, ClaimId id) {
        return jdbc.sql(
                        "select asked_on, supplied_on from claim.stop where fund = :fund and claim = :claim order by id")
                .param("fund", fund.code())
                .param("claim", id.value())
                .query((row, n) -> new Stop(row.getDate("asked_on").toLocalDate(), day(row, "supplied_on")))
                .list();
    }

    /** Codes of the papers that are owed now. */
    List<String> owed(FundId fund, ClaimId id) {
        return jdbc.sql("select papers from claim.stop where fund = :fund and claim = :claim and supplied_on is null")
                .param("fund", fund.code())
                .param("claim", id.value())
                .query((row, n) -> strings(row.getArray("papers")))
                .optional()
                .orElse(List.of());
    }

    /** What other claims of the person use of each limit; read under the person's gate. */
    UsedSoFar used(FundId fund, PersonId person, @Nullable ClaimId except) {
        Map<LimitKey, Long> used = new TreeMap<>();
        jdbc.sql("""
                        select u.limit_name, u.period, sum(u.fen)::bigint as fen
                        from claim.used u join claim.claim c on c.fund = u.fund and c.id = u.claim
                        where c.fund = :fund and c.person = :person and c.state not in ('REFUSED', 'WITHDRAWN')
                            and c.id <> :except
                        group by u.limit_name, u.period
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .param("except", except == null ? -1L : except.value())
                .query(row -> {
                    used.put(new LimitKey(row.getString("limit_name"), row.getString("period")), row.getLong("fen"));
                });
        return new UsedSoFar(used);
    }

    private void replaceUsed(FundId fund, ClaimId id, Map<LimitKey, Long> used) {
        jdbc.sql("delete from claim.used where fund = :fund and claim = :claim")
                .param("fund", fund.code())
                .param("claim", id.value())
                .update();
        used.forEach((key, fen) -> jdbc.sql("""
                        insert into claim.used (fund, claim, limit_name, period, fen)
                        values (:fund, :claim, :name, :period, :fen)
                        """)
                .param("fund", fund.code())
                .param("claim", id.value())
                .param("name", key.limit())
                .param("period", key.period())
                .param("fen", fen)
                .update());
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
                new Claim.Clock(row.getDate("accepted_on").toLocalDate(), day(row, "due_on")));
    }

    private static String[] levels(Route route) {
        return route.levels().stream().map(Level::name).toArray(String[]::new);
    }

    static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        Date day = row.getDate(column);
        return day == null ? null : day.toLocalDate();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
