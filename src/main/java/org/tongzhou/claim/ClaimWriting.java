package org.tongzhou.claim;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.claim.StepStore.NewStep;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;

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
            values (:fund, :claim, :case, :claimNumber, :person, :claimUnit, :claimPath, :plan, :planVersion,
                :cover, :lump, :follows, :state, :level, :levels, :sampled, :amount, :decision,
                :accepted, :promised, :due, :filed, 1)
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
        Trip trip = trips.trip();
        Rows<ClaimId> next = nextId(trip);
        trip.go();
        return next.list().get(0);
    }

    /** The same as part of a trip. */
    static Rows<ClaimId> nextId(Trip trip) {
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
                .with("levels", ClaimRows.levels(claim.route()))
                .with("sampled", filed.sampled())
                .with("amount", claim.amount().fen())
                .with("decision", sealing.text(Sealing.claimPlace(fund, claim.id()), filed.decision()))
                .with("accepted", claim.clock().acceptedOn())
                .with("promised", claim.clock().promisedFrom())
                .with("due", claim.clock().dueOn())
                .with("filed", Timestamp.from(now));
    }

    /** A new computation of a claim. */
    record Recomputed(Money amount, Route route, boolean lumpSum, String decision, Map<LimitKey, Long> used) {}

    /** False when the claim has moved on. */
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
                .param("levels", ClaimRows.levels(next.route()))
                .param("lump", next.lumpSum())
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

    /** The claim no longer uses anything of any limit. */
    void forgetUsed(FundId fund, ClaimId id) {
        used.forget(fund, id);
    }
}
