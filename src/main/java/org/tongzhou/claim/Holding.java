package org.tongzhou.claim;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;

/** Who has a claim on the desk: whoever opens it first, for a while, or a colleague who takes it over. */
@Component
class Holding {
    private final HoldStore holds;
    private final CaseStore cases;
    private final SignSearch signs;
    private final Access access;
    private final Desk desk;
    private final Acting acting;

    Holding(HoldStore holds, CaseStore cases, SignSearch signs, Access access, Desk desk, Acting acting) {
        this.holds = holds;
        this.cases = cases;
        this.signs = signs;
        this.access = access;
        this.desk = desk;
        this.acting = acting;
    }

    /** Answers who holds it then. The caller has locked the claim after its case. */
    Optional<PersonId> take(Actor actor, Claim claim, Instant now) {
        cases.holdGate(actor.fund(), claim.owner().person()); // looking may take an idle case's receipt
        signs.look(actor.fund(), cases.find(actor.fund(), claim.eventCase()).orElseThrow(), now);
        if (claim.state() == ClaimState.REVIEW && desk.mayDecide(actor, claim)) {
            holds.hold(actor.fund(), claim.id(), actor.requirePerson(), now, now.plus(Reviews.HOLD));
        }
        return holds.holder(actor.fund(), claim.id(), now);
    }

    void takeOver(Actor actor, Claim claim, Instant now) {
        access.requireReviewer(actor, claim);
        holds.seize(actor.fund(), claim.id(), actor.requirePerson(), now.plus(Reviews.HOLD));
        acting.note(actor, claim, Verb.TAKEN_OVER, now);
    }
}
