package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.Findings;
import org.tongzhou.claim.MoveStore.Moving;
import org.tongzhou.claim.StepStore.NewStep;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.WorkingDays;
import org.tongzhou.plan.PaperKind;

/**
 * The one place where a claim changes state. The claim is locked, its version compared, the move made by the claim's own
 * verb, the history row written; whoever comes second finds another version and is refused.
 */
@Component
class Acting {
    /** After these the promise counts anew. */
    private static final Set<Verb> RESTARTS = Set.of(Verb.APPEALED, Verb.REOPENED, Verb.OBJECTED);

    private final ClaimStore store;
    private final ClaimWriting writing;
    private final MoveStore written;
    private final StepStore steps;
    private final StopStore stops;
    private final Judging judging;
    private final WorkingDays calendar;
    private final AuditTrail audit;
    private final Tellings tellings;
    private final Trips trips;

    Acting(
            ClaimStore store,
            ClaimWriting writing,
            MoveStore written,
            StepStore steps,
            StopStore stops,
            Judging judging,
            WorkingDays calendar,
            AuditTrail audit,
            Tellings tellings,
            Trips trips) {
        this.trips = trips;
        this.store = store;
        this.writing = writing;
        this.written = written;
        this.steps = steps;
        this.stops = stops;
        this.judging = judging;
        this.calendar = calendar;
        this.audit = audit;
        this.tellings = tellings;
    }

    /** Why a claim is refused: the clause's citation and plain words. */
    record Reasoned(@Nullable String clause, @Nullable String words) {
        static final Reasoned NOTHING = new Reasoned(null, null);
    }

    static void requireVersion(Claim claim, int version) {
        if (claim.version() != version) {
            throw Refusal.conflict("claim_moved_on", claim.number());
        }
    }

    /** Makes a move on a claim that the caller has locked, and answers the claim after it. */
    Claim move(Actor actor, Claim before, Move move, Reasoned reasoned, Instant now) {
        return move(actor, Map.of(before, move), reasoned, now).get(0);
    }

    /** Makes one move each on claims that the caller has locked, and answers them after it. */
    List<Claim> move(Actor actor, Map<Claim, Move> moves, Reasoned reasoned, Instant now) {
        FundId fund = actor.fund();
        List<Moving> moving = new ArrayList<>();
        moves.forEach((before, move) ->
                moving.add(new Moving(before, move, clockAfter(fund, before, move, FundClock.dayOf(now)))));
        requireMoved(fund, moving, now);
        try {
            steps.recordAll(
                    fund,
                    moving.stream().map(each -> step(actor, each, reasoned)).toList(),
                    now);
        } catch (DuplicateKeyException twice) {
            throw Refusal.notAllowed("claim_acted_before");
        }
        audit.recordAll(moving.stream()
                .map(each -> entry(actor, each.after(), each.move().verb(), now))
                .toList());
        return moving.stream().map(Moving::after).toList();
    }

    private static NewStep step(Actor actor, Moving moving, Reasoned reasoned) {
        return new NewStep(moving.after(), moving.move().verb(), actor, reasoned.clause(), reasoned.words());
    }

    private static AuditEntry entry(Actor actor, Claim after, Verb verb, Instant now) {
        Map<String, String> details = Map.of(
                "amountFen",
                Long.toString(after.amount().fen()),
                "level",
                after.level().name());
        String action = "claim." + verb.name().toLowerCase(Locale.ROOT);
        return new AuditEntry(actor, now, action, after.id().cause(), details);
    }

    private void requireMoved(FundId fund, List<Moving> moves, Instant now) {
        boolean moved;
        try {
            moved = written.move(fund, moves, now) == moves.size();
        } catch (DuplicateKeyException another) {
            // A refused claim comes back, and its benefit has been claimed anew in the meantime.
            moved = false;
        }
        if (!moved) {
            throw Refusal.conflict("claim_moved_on", moves.get(0).before().number());
        }
    }

    /** Writes into history and trail what was done without a move; pages that show the claim as it was become old. */
    Claim note(Actor actor, Claim before, Verb verb, Instant now) {
        if (!writing.bump(actor.fund(), before)) {
            throw Refusal.conflict("claim_moved_on", before.number());
        }
        Claim after = before.noted();
        steps.record(actor.fund(), NewStep.of(after, verb, actor), now);
        audit.record(entry(actor, after, verb, now));
        return after;
    }

    /** A move by the member or by the bank: no level, no separation of duties, the version if there is a page behind it. */
    Claim byMember(Actor actor, Claim claim, int version, Function<Moves, Move> verb, Instant now) {
        requireVersion(claim, version);
        Claim after = move(actor, claim, verb.apply(claim.moves()), Reasoned.NOTHING, now);
        if (after.state() == ClaimState.WITHDRAWN) {
            tellings.withdrawn(actor.fund(), after, now);
        }
        return after;
    }

    /** A paper came for a case: a claim that owed no other goes on, and every claim before the reviewers is computed again. */
    void supplied(Actor actor, EventCase eventCase, Claim claim, PaperKind paper, Instant now) {
        if (claim.state().isBeforeReviewers()) {
            recompute(actor, eventCase, claim);
        } else if (claim.state() == ClaimState.SUPPLEMENT
                && stops.give(actor.fund(), claim.id(), paper.name()).isEmpty()) {
            resume(actor, eventCase, claim, Reasoned.NOTHING, now);
        }
    }

    /** The clock of a claim that owed papers goes on. */
    void resume(Actor actor, EventCase eventCase, Claim claim, Reasoned reasoned, Instant now) {
        Move move = claim.moves().supplement();
        stops.end(actor.fund(), claim.id(), FundClock.dayOf(now));
        recompute(actor, eventCase, move(actor, claim, move, reasoned, now));
    }

    /** Computes a claim again from the facts of its case and what was confirmed; answers it with its new amount and version. */
    Claim recompute(Actor actor, EventCase eventCase, Claim claim) {
        Verdict verdict = verdict(actor.fund(), eventCase, claim);
        return store(actor.fund(), claim, verdict, eventCase.facts());
    }

    Verdict verdict(FundId fund, EventCase eventCase, Claim claim) {
        return Objects.requireNonNull(verdicts(fund, Map.of(claim, eventCase)).get(claim.id()));
    }

    /** What the covers of these claims give by what is known now, by claim; the caller holds the gates of their persons. */
    Map<ClaimId, Verdict> verdicts(FundId fund, Map<Claim, EventCase> claims) {
        List<ClaimId> ids = claims.keySet().stream().map(Claim::id).toList();
        Trip trip = trips.trip();
        Judging.Beside asked = judging.ask(trip, fund, claims);
        Rows<ClaimStore.Confirmed> confirmed = store.findings(trip, fund, ids);
        trip.go();
        return judging.judge(
                fund,
                claims,
                asked,
                confirmed.list().stream().collect(Collectors.toMap(ClaimStore.Confirmed::of, Function.identity())));
    }

    /** What the claim's cover would give beside the claim for a class or a grade, had a person found this. */
    Verdict difference(FundId fund, EventCase eventCase, Claim claim, Findings found) {
        return judging.difference(fund, eventCase, claim, found);
    }

    /** What rests on a person's finding, of a class, of a grade or of why it is late, a second one looks at. */
    Route.Question question(FundId fund, Claim claim, Verdict verdict, FactSheet facts) {
        ClaimStore.Extras extras = store.extras(fund, claim.id());
        boolean found = verdict.hasFixedSum(facts) || extras.finding() != null || facts.isLate();
        return Route.Question.of(verdict.amount(), found, extras.sampled());
    }

    private Claim store(FundId fund, Claim claim, Verdict verdict, FactSheet facts) {
        Route route = Route.of(
                        question(fund, claim, verdict, facts),
                        Filing.hasCity(claim.owner().path()))
                .including(claim.level());
        Claim after = claim.computed(verdict.amount(), route, verdict.benefit(facts));
        ClaimWriting.Recomputed next = new ClaimWriting.Recomputed(
                after, verdict.cover().id(), verdict.decision().toJson(), verdict.consumption());
        if (!writing.recompute(fund, claim, next)) {
            throw Refusal.conflict("claim_moved_on", claim.number());
        }
        return after;
    }

    /** The clock stands while papers are owed, goes on when they come, and starts anew with an appeal or a re-opening. */
    private Claim.Clock clockAfter(FundId fund, Claim before, Move move, LocalDate today) {
        Claim.Clock clock = before.clock();
        if (move.state() == ClaimState.SUPPLEMENT) {
            return new Claim.Clock(clock.acceptedOn(), clock.promisedFrom(), null);
        }
        if (RESTARTS.contains(move.verb())) {
            LocalDate due = new ClaimClock(today, List.of(), calendar).dueOn().orElseThrow();
            return new Claim.Clock(clock.acceptedOn(), today, due);
        }
        if (before.state() == ClaimState.SUPPLEMENT) {
            LocalDate due = clock(fund, before).dueOn().orElse(clock.promisedFrom());
            return new Claim.Clock(clock.acceptedOn(), clock.promisedFrom(), due);
        }
        return clock;
    }

    /** The day of the last step with a verb. */
    Optional<LocalDate> last(FundId fund, Claim claim, Verb verb) {
        return steps.history(fund, claim.id()).stream()
                .filter(step -> step.verb() == verb)
                .reduce((first, second) -> second)
                .map(step -> FundClock.dayOf(step.at()));
    }

    /** The promise of a claim with all its stops. */
    ClaimClock clock(FundId fund, Claim claim) {
        return clock(claim, stops.of(fund, claim.id()));
    }

    ClaimClock clock(Claim claim, List<ClaimClock.Stop> stopped) {
        return new ClaimClock(claim.clock().promisedFrom(), stopped, calendar);
    }
}
