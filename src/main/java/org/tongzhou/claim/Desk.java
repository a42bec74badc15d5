package org.tongzhou.claim;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;

/** Hands a claim to the reviewer who wants to act on it: found in their territory, locked, as they saw it, theirs to act on. */
@Component
class Desk {
    private final ClaimStore claims;
    private final HoldStore holds;
    private final Access access;
    private final Trips trips;

    Desk(ClaimStore claims, HoldStore holds, Access access, Trips trips) {
        this.trips = trips;
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

    /** A claim that the actor may work on: undecided, their level, not theirs, not held by a colleague. */
    Claim actable(Actor actor, ClaimId id, int version, Instant now) {
        Claim claim = locked(actor, id, version, now).claim();
        if (!claim.state().awaitsAnswer()) {
            throw Refusal.conflict("claim_moved_on", claim.number());
        }
        return claim;
    }

    /** One that the actor may work on, or might if it were not granted yet. */
    Claim lookable(Actor actor, ClaimId id, int version, Instant now) {
        Claim claim = locked(actor, id, version, now).claim();
        if (!claim.state().awaitsAnswer() && !claim.state().isGranted()) {
            throw Refusal.conflict("claim_moved_on", claim.number());
        }
        return claim;
    }

    /** One that the actor may decide as well: they have not before. */
    Claim decidable(Actor actor, ClaimId id, int version, Instant now) {
        Locked locked = locked(actor, id, version, now);
        Access.requireFirstDecision(locked.asked().acted().list().get(0));
        return locked.claim();
    }

    private record Locked(Claim claim, Access.Asked asked) {}

    private Locked locked(Actor actor, ClaimId id, int version, Instant now) {
        Trip trip = trips.trip();
        Rows<Claim> found = claims.lockAfterCase(trip, actor.scope(), id);
        Access.Asked asked = access.ask(trip, actor, id);
        Rows<PersonId> holder = holds.holder(trip, actor.fund(), id, now);
        trip.go();
        Claim claim = found.optional().orElseThrow(Refusal::notFound);
        Acting.requireVersion(claim, version);
        access.requireReviewer(actor, claim, asked::ties);
        if (holder.optional().filter(one -> !actor.isPerson(one)).isPresent()) {
            throw Refusal.conflict("claim_held_by_colleague");
        }
        return new Locked(claim, asked);
    }

    boolean mayDecide(Actor actor, Claim claim) {
        return access.objection(actor, claim).isEmpty() && !access.hasDecided(actor, claim);
    }
}
