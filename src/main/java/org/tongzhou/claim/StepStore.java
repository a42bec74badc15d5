package org.tongzhou.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/** The history of claims, insert-only. */
@Component
class StepStore {
    private final JdbcClient jdbc;
    private final Sealing sealing;

    StepStore(JdbcClient jdbc, Sealing sealing) {
        this.jdbc = jdbc;
        this.sealing = sealing;
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

    /** What keeps a person from deciding: an own decision before, or, once there is an appeal, anything done before it. */
    static final String ACTED = """
            s.person = :me and (s.deciding or s.id < (select max(a.id) from claim.step a
                where a.fund = s.fund and a.claim = s.claim and a.verb = 'APPEALED'))
            """;

    /** True when another person has to decide on the claim. */
    boolean hasActed(FundId fund, ClaimId id, PersonId person) {
        return jdbc.sql("select exists (select 1 from claim.step s where s.fund = :fund and s.claim = :claim and "
                        + ACTED + ")")
                .param("fund", fund.code())
                .param("claim", id.value())
                .param("me", person.value())
                .query(Boolean.class)
                .single();
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
