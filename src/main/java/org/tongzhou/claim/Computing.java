package org.tongzhou.claim;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;

/**
 * Whether a claim's amount is still what the rules give. Another claim that is withdrawn or refused frees limits, and nothing
 * computes those that follow it anew until somebody has them on the desk: then nobody decides on the old amount.
 */
@Component
class Computing {
    private final CaseStore cases;
    private final Access access;
    private final Acting acting;

    Computing(CaseStore cases, Access access, Acting acting) {
        this.cases = cases;
        this.access = access;
        this.acting = acting;
    }

    /** Refuses {@code claim_amount_moved}; the caller has locked the claim. */
    void requireSame(Actor actor, Claim claim) {
        requireSame(claim, acting.verdict(actor.fund(), event(actor, claim), claim));
    }

    static void requireSame(Claim claim, Verdict verdict) {
        if (!verdict.amount().equals(claim.amount())) {
            throw Refusal.conflict("claim_amount_moved", claim.amount(), verdict.amount());
        }
    }

    /**
     * Computes a claim again whose amount has moved, for whoever may look at it at its level or above; what stands is left alone
     * ({@code claim_amount_stands}).
     */
    void again(Actor actor, Claim claim, Instant now) {
        access.requireSecond(actor, claim);
        if (!claim.state().isBeforeReviewers()) {
            throw Refusal.conflict("claim_moved_on", claim.number());
        }
        Claim after = acting.recompute(actor, event(actor, claim), claim);
        if (after.amount().equals(claim.amount())) {
            throw Refusal.conflict("claim_amount_stands", claim.amount());
        }
        acting.note(actor, after, Verb.COMPUTED_AGAIN, now);
    }

    private EventCase event(Actor actor, Claim claim) {
        return cases.findHolding(actor.fund(), claim.eventCase(), claim.owner().person());
    }
}
