package org.tongzhou.claim;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;

/** The history of claims, insert-only. */
@Component
class StepStore {
    private static final String RECORD_ALL = """
            insert into claim.step (fund, claim, at, verb, level, state, person, actor_name, amount_fen,
                clause, words, version, deciding, claimant, claim_unit, actor_unit)
            select :fund, s.claim, :stepAt, s.verb, s.level, s.state, s.person, s.actor_name, s.amount,
                s.clause, s.words, s.version, s.deciding, s.claimant, s.claim_unit, s.actor_unit
            from unnest(:stepClaims::bigint[], :stepVerbs::text[], :stepLevels::text[], :stepStates::text[], :stepPeople::bigint[],
                    :stepNames::text[], :stepAmounts::bigint[], :stepClauses::text[], :stepWords::bytea[], :stepVersions::int[],
                    :stepDeciding::boolean[], :stepClaimants::bigint[], :stepUnits::bigint[], :stepActorUnits::bigint[])
                as s (claim, verb, level, state, person, actor_name, amount, clause, words, version,
                    deciding, claimant, claim_unit, actor_unit)
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Trips trips;

    StepStore(JdbcClient jdbc, Sealing sealing, Trips trips) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.trips = trips;
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
        recordAll(fund, List.of(step), at);
    }

    /** The same for several claims at once. */
    void recordAll(FundId fund, List<NewStep> steps, Instant at) {
        Trip trip = trips.trip();
        recordAll(trip, fund, steps, at);
        trip.go();
    }

    /** The same as part of a trip. */
    void recordAll(Trip trip, FundId fund, List<NewStep> steps, Instant at) {
        trip.run(RECORD_ALL)
                .shared("fund", fund.code())
                .with("stepAt", Timestamp.from(at))
                .with("stepClaims", each(steps, Long[]::new, s -> s.after().id().value()))
                .with("stepVerbs", each(steps, String[]::new, s -> s.verb().name()))
                .with(
                        "stepLevels",
                        each(steps, String[]::new, s -> s.after().level().name()))
                .with(
                        "stepStates",
                        each(steps, String[]::new, s -> s.after().state().name()))
                .with("stepPeople", each(steps, Long[]::new, StepStore::person))
                .with("stepNames", each(steps, String[]::new, s -> s.actor().name()))
                .with(
                        "stepAmounts",
                        each(steps, Long[]::new, s -> s.after().amount().fen()))
                .with("stepClauses", each(steps, String[]::new, NewStep::clause))
                .with("stepWords", each(steps, byte[][]::new, s -> words(fund, s)))
                .with("stepVersions", each(steps, Integer[]::new, s -> s.after().version()))
                .with("stepDeciding", each(steps, Boolean[]::new, s -> s.verb().isDeciding()))
                .with(
                        "stepClaimants",
                        each(steps, Long[]::new, s -> s.after().owner().person().value()))
                .with(
                        "stepUnits",
                        each(steps, Long[]::new, s -> s.after().owner().unit().value()))
                .with("stepActorUnits", each(steps, Long[]::new, StepStore::unit));
    }

    private static @Nullable Long person(NewStep step) {
        PersonId person = step.actor().person();
        return person == null ? null : person.value();
    }

    private static @Nullable Long unit(NewStep step) {
        UnitId unit = step.actor().unit();
        return unit == null ? null : unit.value();
    }

    private byte @Nullable [] words(FundId fund, NewStep step) {
        String words = step.words();
        return words == null
                ? null
                : sealing.text(
                        Sealing.stepPlace(fund, step.after().id(), step.after().version()), words);
    }

    List<Step> history(FundId fund, ClaimId id) {
        Trip trip = trips.trip();
        Rows<Step> history = history(trip, fund, id);
        trip.go();
        return history.list();
    }

    Rows<Step> history(Trip trip, FundId fund, ClaimId id) {
        return trip.shared("fund", fund.code()).shared("claim", id.value()).ask("""
                select at, verb, level, state, person, actor_name, amount_fen, clause, words, version
                from claim.step where fund = :fund and claim = :claim order by id
                """, (row, n) -> step(fund, id, row));
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

    /** What keeps a person from deciding: an own decision before, or, once there is an appeal, anything done before it. */
    static final String ACTED = """
            s.person = :me and (s.deciding or s.id < (select max(a.id) from claim.step a
                where a.fund = s.fund and a.claim = s.claim and a.verb = 'APPEALED'))
            """;

    /** True when another person has to decide on the claim. */
    boolean hasActed(FundId fund, ClaimId id, PersonId person) {
        Trip trip = trips.trip();
        Rows<Boolean> acted = hasActed(trip, fund, id, person);
        trip.go();
        return acted.list().get(0);
    }

    /** The same as part of a trip. */
    Rows<Boolean> hasActed(Trip trip, FundId fund, ClaimId id, PersonId person) {
        return trip.shared("fund", fund.code())
                .shared("claim", id.value())
                .shared("me", person.value())
                .ask(
                        "select exists (select 1 from claim.step s where s.fund = :fund and s.claim = :claim and "
                                + ACTED + ")",
                        (row, n) -> row.getBoolean(1));
    }

    /** True when the person has done anything on the claim. */
    boolean hasWorked(FundId fund, ClaimId id, PersonId person) {
        return jdbc.sql("""
                        select exists (select 1 from claim.step where fund = :fund and claim = :claim and person = :me)
                        """)
                .param("fund", fund.code())
                .param("claim", id.value())
                .param("me", person.value())
                .query(Boolean.class)
                .single();
    }
}
