package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.Acting.Reasoned;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;

/** Roads back from a refusal: an appeal, decided by somebody who has not acted on the claim, or new evidence. */
@Component
public class Appeals {
    /** How often a refused claim is opened again [示例 example]; each time takes two people of a level, of whom there are few. */
    public static final int MOST_REOPENINGS = 2;

    private final ClaimStore claims;
    private final CaseStore cases;
    private final StepStore steps;
    private final Access access;
    private final Acting acting;
    private final Papers papers;

    Appeals(ClaimStore claims, CaseStore cases, StepStore steps, Access access, Acting acting, Papers papers) {
        this.papers = papers;
        this.claims = claims;
        this.cases = cases;
        this.steps = steps;
        this.access = access;
        this.acting = acting;
    }

    /** The last day on which the member may appeal; empty when the claim is not refused or was appealed before. */
    public static Optional<LocalDate> openUntil(Claim claim, List<Step> history) {
        boolean before = history.stream().anyMatch(step -> step.verb() == Verb.APPEALED);
        return claim.state() != ClaimState.REFUSED || before
                ? Optional.empty()
                : history.stream()
                        .filter(step -> step.verb() == Verb.REFUSAL_CONFIRMED)
                        .reduce((first, second) -> second)
                        .map(step -> Reviews.appealBy(step.at()));
    }

    /**
     * The member, or the officer who filed for them, does not agree with a refusal and says why in 10 to 500 characters.
     * Once a claim, within the days of the refusal's letter; the province decides, within the promise, which starts anew.
     */
    @Transactional
    public void appeal(Actor actor, ClaimId id, int version, String words, Instant now) {
        Held held = lock(actor, id, version);
        String said = Reviews.requireWords(words);
        List<Step> history = steps.history(actor.fund(), id);
        Move move = held.claim().moves().appeal();
        LocalDate until = openUntil(held.claim(), history)
                .orElseThrow(() ->
                        Refusal.conflict("claim_appeal_twice", held.claim().number()));
        if (FundClock.dayOf(now).isAfter(until)) {
            throw Refusal.conflict("claim_appeal_late", until);
        }
        back(actor, held, move, new Reasoned(null, said), now);
    }

    /** Whether new evidence may still open a refused claim again. */
    public static boolean mayReopen(Claim claim, List<Step> history) {
        return claim.state() == ClaimState.REFUSED && isLeft(history);
    }

    /** Refuses what {@link #reopen} would refuse whatever the paper is, for whoever has yet to take it. */
    public static void requireReopenable(Claim claim, int version, List<Step> history) {
        Acting.requireVersion(claim, version);
        reopened(claim);
        requireLeft(history);
    }

    private static Move reopened(Claim claim) {
        return claim.moves().reopen(Filing.hasCity(claim.owner().path()));
    }

    private static void requireLeft(List<Step> history) {
        if (!isLeft(history)) {
            throw Refusal.conflict("claim_reopen_used", MOST_REOPENINGS);
        }
    }

    private static boolean isLeft(List<Step> history) {
        return history.stream().filter(step -> step.verb() == Verb.REOPENED).count() < MOST_REOPENINGS;
    }

    /**
     * New evidence for a refused claim: the paper goes to the case, and the level above looks at the claim again. Refuses {@code
     * claim_reopen_used} after so many times, {@code claim_reopen_not_new} where the same file lay in the case when it was refused.
     */
    @Transactional
    public void reopen(Actor actor, ClaimId id, int version, Drafts.NewPaper evidence, Instant now) {
        Held held = lock(actor, id, version);
        Move move = reopened(held.claim());
        requireNew(actor.fund(), held, evidence.paper());
        CasePaper paper = new CasePaper(evidence.paper(), evidence.kind(), actor.requirePerson(), now);
        cases.addPaper(actor.fund(), held.eventCase(), paper);
        EventCase after = cases.find(actor.fund(), held.eventCase().id()).orElseThrow();
        back(actor, new Held(held.claim(), after), move, Reasoned.NOTHING, now);
    }

    private void requireNew(FundId fund, Held held, long paper) {
        List<Step> history = steps.history(fund, held.claim().id());
        requireLeft(history);
        Instant refused = history.stream()
                .filter(step -> step.verb() == Verb.REFUSAL_CONFIRMED)
                .map(Step::at)
                .reduce((first, second) -> second)
                .orElseThrow();
        List<PaperId> seen = held.eventCase().papers().stream()
                .filter(had -> !had.addedAt().isAfter(refused))
                .map(had -> new PaperId(had.paper()))
                .toList();
        if (papers.isAmong(fund, new PaperId(paper), seen)) {
            throw Refusal.invalid("claim_reopen_not_new");
        }
    }

    /** A claim and its case, both locked. */
    private record Held(Claim claim, EventCase eventCase) {}

    private Held lock(Actor actor, ClaimId id, int version) {
        Scope whole = Scope.province(actor.fund());
        CaseId of = claims.findWithin(whole, id).map(Claim::eventCase).orElseThrow(Refusal::notFound);
        EventCase eventCase = cases.lock(actor.fund(), of).orElseThrow();
        cases.holdGate(actor.fund(), eventCase.owner().person());
        Claim claim = claims.lockWithin(whole, id).orElseThrow(Refusal::notFound);
        access.requireMayFollow(actor, eventCase, claim.owner().path());
        Acting.requireVersion(claim, version);
        return new Held(claim, eventCase);
    }

    /** Limits that others have used in the meantime are taken off again. */
    private void back(Actor actor, Held held, Move move, Reasoned reasoned, Instant now) {
        Claim open = acting.move(actor, held.claim(), move, reasoned, now);
        acting.recompute(actor, held.eventCase(), open);
    }
}
