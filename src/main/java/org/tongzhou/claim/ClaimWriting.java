package org.tongzhou.claim;

import static org.tongzhou.kernel.SqlArray.each;
import static org.tongzhou.kernel.SqlArray.literal;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.claim.StepStore.NewStep;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;

/**
 * Writes claims: when they are filed, when they are computed anew, what was found. A new computation and a note are guarded
 * by the version; the rest goes with one of them or with a move.
 */
@Component
class ClaimWriting {
    private static final String INSERT = """
            insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version,
                cover, lump_sum, follows, state, level, levels, sampled, amount_fen, decision,
                accepted_on, promised_from, due_on, filed_at, version) overriding system value
            select :fund, c.id, c.case_id, c.number, c.person, c.unit, c.path, c.plan, c.edition,
                c.cover, c.lump, c.follows, c.state, c.level, c.levels::text[], c.sampled, c.amount, c.decision,
                c.accepted, c.promised, c.due, :filedAt, 1
            from unnest(:claims::bigint[], :claimCases::bigint[], :claimNumbers::text[], :claimPeople::bigint[],
                    :claimUnits::bigint[], :claimPaths::text[], :claimPlans::text[], :editions::text[], :covers::bigint[],
                    :lumps::boolean[], :follows::bigint[], :states::text[], :levels::text[], :routes::text[],
                    :sampled::boolean[], :amounts::bigint[], :decisions::bytea[], :accepted::date[], :promised::date[],
                    :dues::date[])
                as c (id, case_id, number, person, unit, path, plan, edition, cover, lump, follows, state, level, levels,
                    sampled, amount, decision, accepted, promised, due)
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final UsedStore used;
    private final StepStore steps;
    private final Trips trips;

    ClaimWriting(JdbcClient jdbc, Sealing sealing, UsedStore used, StepStore steps, Trips trips) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.used = used;
        this.steps = steps;
        this.trips = trips;
    }

    ClaimId nextId() {
        return nextIds(1).get(0);
    }

    List<ClaimId> nextIds(int count) {
        Trip trip = trips.trip();
        Rows<ClaimId> next = nextIds(trip, count);
        trip.go();
        return next.list();
    }

    /** The same as part of a trip. */
    static Rows<ClaimId> nextIds(Trip trip, int count) {
        return trip.with("drawn", count)
                .ask(
                        "select nextval('claim.claim_id_seq') as id from generate_series(1, :drawn)",
                        (row, n) -> new ClaimId(row.getLong("id")));
    }

    /** What a claim has beside its own record when it is filed. */
    record Filed(
            long cover,
            boolean sampled,
            String decision,
            Map<LimitKey, Long> used,
            @Nullable ClaimId follows) {}

    /** A claim about to be written, with the first row of its history. */
    record New(NewStep first, Filed filed) {
        Claim claim() {
            return first.after();
        }
    }

    void insert(FundId fund, New claim, Instant now) {
        Trip trip = trips.trip();
        insert(trip, fund, List.of(claim), now);
        trip.go();
    }

    /** Claims with what they use and the first rows of their history, as part of a trip. */
    void insert(Trip trip, FundId fund, List<New> claims, Instant now) {
        trip.run(INSERT).shared("fund", fund.code()).with("filedAt", Timestamp.from(now));
        whose(trip, claims.stream().map(New::claim).toList());
        how(trip, claims.stream().map(New::claim).toList());
        decided(trip, fund, claims);
        used.insert(
                trip,
                claims.stream()
                        .collect(Collectors.toMap(
                                one -> one.claim().id(), one -> one.filed().used())));
        steps.recordAll(trip, fund, claims.stream().map(New::first).toList(), now);
    }

    private static void whose(Trip trip, List<Claim> claims) {
        trip.with("claims", each(claims, Long[]::new, claim -> claim.id().value()))
                .with(
                        "claimCases",
                        each(claims, Long[]::new, claim -> claim.eventCase().value()))
                .with("claimNumbers", each(claims, String[]::new, Claim::number))
                .with(
                        "claimPeople",
                        each(
                                claims,
                                Long[]::new,
                                claim -> claim.owner().person().value()))
                .with(
                        "claimUnits",
                        each(claims, Long[]::new, claim -> claim.owner().unit().value()))
                .with(
                        "claimPaths",
                        each(claims, String[]::new, claim -> claim.owner().path()))
                .with(
                        "claimPlans",
                        each(claims, String[]::new, claim -> claim.benefit().plan()))
                .with(
                        "editions",
                        each(claims, String[]::new, claim -> claim.benefit().planVersion()))
                .with(
                        "lumps",
                        each(claims, Boolean[]::new, claim -> claim.benefit().lumpSum()));
    }

    private static void how(Trip trip, List<Claim> claims) {
        trip.with("states", each(claims, String[]::new, claim -> claim.state().name()))
                .with(
                        "levels",
                        each(claims, String[]::new, claim -> claim.level().name()))
                .with("routes", each(claims, String[]::new, claim -> literal(List.of(ClaimRows.levels(claim.route())))))
                .with(
                        "amounts",
                        each(claims, Long[]::new, claim -> claim.amount().fen()))
                .with(
                        "accepted",
                        each(claims, String[]::new, claim -> day(claim.clock().acceptedOn())))
                .with(
                        "promised",
                        each(claims, String[]::new, claim -> day(claim.clock().promisedFrom())))
                .with(
                        "dues",
                        each(claims, String[]::new, claim -> day(claim.clock().dueOn())));
    }

    private void decided(Trip trip, FundId fund, List<New> claims) {
        trip.with("covers", each(claims, Long[]::new, one -> one.filed().cover()))
                .with("sampled", each(claims, Boolean[]::new, one -> one.filed().sampled()))
                .with(
                        "follows",
                        each(claims, Long[]::new, one -> value(one.filed().follows())))
                .with(
                        "decisions",
                        each(
                                claims,
                                byte[][]::new,
                                one -> sealing.text(
                                        Sealing.claimPlace(fund, one.claim().id()),
                                        one.filed().decision())));
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static @Nullable Long value(@Nullable ClaimId id) {
        return id == null ? null : id.value();
    }

    /** A new computation of a claim: the claim after it, on which cover, by which decision, using what. */
    record Recomputed(Claim after, long cover, String decision, Map<LimitKey, Long> used) {}

    /** False when the claim has moved on, or is decided. */
    boolean recompute(FundId fund, Claim before, Recomputed next) {
        int rows = jdbc.sql("""
                        update claim.claim
                        set amount_fen = :amount, levels = :levels, lump_sum = :lump, plan_version = :edition,
                            cover = :cover, decision = :decision, version = version + 1
                        where fund = :fund and id = :id and version = :version
                            and state in ('REVIEW', 'SUPPLEMENT', 'REFUSAL_PROPOSED')
                        """)
                .param("fund", fund.code())
                .param("id", before.id().value())
                .param("version", before.version())
                .param("amount", next.after().amount().fen())
                .param("levels", ClaimRows.levels(next.after().route()))
                .param("lump", next.after().benefit().lumpSum())
                .param("edition", next.after().benefit().planVersion())
                .param("cover", next.cover())
                .param("decision", sealing.text(Sealing.claimPlace(fund, before.id()), next.decision()))
                .update();
        used.replace(fund, before.id(), next.used());
        return rows == 1;
    }

    /** Makes pages old that show the claim as it was; false when the claim has moved on itself. */
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

    /** Keeps what a person found from the evidence, a class or a grade. */
    void confirm(FundId fund, ClaimId id, String finding) {
        jdbc.sql("update claim.claim set finding = :finding where fund = :fund and id = :id")
                .param("finding", sealing.text(Sealing.findingPlace(fund, id), finding))
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    /** Unless the rules themselves refuse it, the claim no longer uses anything of any limit. */
    void refused(FundId fund, ClaimId id, boolean byTheRules) {
        used.refused(fund, id, byTheRules);
    }
}
