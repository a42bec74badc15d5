package org.tongzhou.claim;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;

/** Hands a claim to the reviewer who wants to act on it: found in their territory, locked, as they saw it, theirs to act on. */
@Component
class Desk {
    private final ClaimStore claims;
    private final HoldStore holds;
    private final Access access;

    Desk(ClaimStore claims, HoldStore holds, Access access) {
        this.claims = claims;
        this.holds = holds;
        this.access = access;
    }

    /** The claim of the actor's territory at the version they saw, locked after its case. */
    Claim lock(Actor actor, ClaimId id, int version) {
        Claim claim = claims.lockAfterCase(actor.scope(), id).orElseThrow(Refusal::notFound);
        Acting.requireVersion(claim, version);
        return claim;
    }

    /** A claim that the actor may work on: their level, not theirs, not held by a colleague. */
    Claim actable(Actor actor, ClaimId id, int version, Instant now) {
        Claim claim = lock(actor, id, version);
        access.requireReviewer(actor, claim);
        Optional<PersonId> holder = holds.holder(actor.fund(), id, now);
        if (holder.isPresent() && !actor.isPerson(holder.get())) {
            throw Refusal.conflict("claim_held_by_colleague");
        }
        return claim;
    }

    Claim decidable(Actor actor, ClaimId id, int version, Instant now) {
        Claim claim = actable(actor, id, version, now);
        access.requireFirstDecision(actor, claim);
        return claim;
    }

    boolean mayDecide(Actor actor, Claim claim) {
        return access.objection(actor, claim).isEmpty() && !access.hasDecided(actor, claim);
    }
}
