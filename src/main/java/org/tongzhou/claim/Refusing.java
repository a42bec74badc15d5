package org.tongzhou.claim;

import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Acting.Reasoned;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;

/** Two people who refuse a claim: one proposes, with a clause and words; another agrees, or the next level looks at it. */
@Component
class Refusing {
    private static final int LONGEST_CLAUSE = 80;

    private final ClaimStore claims;
    private final ClaimWriting writing;
    private final StepStore steps;
    private final Access access;
    private final Acting acting;
    private final Computing computing;
    private final Tellings tellings;

    Refusing(
            ClaimStore claims,
            ClaimWriting writing,
            StepStore steps,
            Access access,
            Acting acting,
            Computing computing,
            Tellings tellings) {
        this.claims = claims;
        this.writing = writing;
        this.steps = steps;
        this.access = access;
        this.acting = acting;
        this.computing = computing;
        this.tellings = tellings;
    }

    void propose(Actor actor, Claim claim, Ground ground, Instant now) {
        Move move = claim.moves().proposeRefusal();
        Reasoned reasoned = reasoned(claim, ground);
        computing.requireSame(actor, claim);
        acting.move(actor, claim, move, reasoned, now);
    }

    private static Reasoned reasoned(Claim claim, Ground ground) {
        String start = claim.benefit().plan() + "-" + claim.benefit().planVersion() + " §";
        if (!ground.clause().startsWith(start) || ground.clause().length() > LONGEST_CLAUSE) {
            throw Refusal.invalid("claim_clause_missing");
        }
        return new Reasoned(ground.clause(), Reviews.requireWords(ground.words()));
    }

    /** What the claim used of its limits is free again, unless the rules themselves pay nothing. */
    void confirm(Actor actor, Claim claim, Instant now) {
        requireSecond(actor, claim);
        Step proposed = steps.history(actor.fund(), claim.id()).stream()
                .filter(step -> step.verb() == Verb.REFUSAL_PROPOSED)
                .reduce((first, second) -> second)
                .orElseThrow(() -> Refusal.conflict("claim_moved_on", claim.number()));
        Reasoned reasoned = new Reasoned(proposed.clause(), proposed.words());
        Move move = claim.moves().confirmRefusal();
        computing.requireSame(actor, claim);
        Claim after = acting.move(actor, claim, move, reasoned, now);
        writing.refused(actor.fund(), claim.id(), isByTheRules(actor, claim, reasoned));
        tellings.refused(actor.fund(), after, Reviews.appealBy(now), now);
    }

    /** True when the clause that people quote is one of those that the rules themselves hold against paying. */
    private boolean isByTheRules(Actor actor, Claim claim, Reasoned reasoned) {
        return StoredDecision.read(claims.decision(actor.fund(), claim.id())).objections().stream()
                .anyMatch(objection -> Objects.equals(objection.clause(), reasoned.clause()));
    }

    void decline(Actor actor, Claim claim, Instant now) {
        requireSecond(actor, claim);
        boolean hasCity = Filing.hasCity(claim.owner().path());
        acting.move(actor, claim, claim.moves().declineRefusal(hasCity), Reasoned.NOTHING, now);
    }

    /** A reviewer of the level or above who has not decided on the claim. */
    private void requireSecond(Actor actor, Claim claim) {
        access.requireSecond(actor, claim);
        access.requireFirstDecision(actor, claim);
    }
}
