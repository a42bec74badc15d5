package org.tongzhou.claim;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.recovery.Recoveries;
import org.tongzhou.recovery.RecoveryId;

/** A reviewer finds that a benefit should not have been paid, or not so much: demanded back once finance confirms. */
@Component
public class Recalls {
    private final ClaimStore claims;
    private final Access access;
    private final Recoveries recoveries;

    Recalls(ClaimStore claims, Access access, Recoveries recoveries) {
        this.claims = claims;
        this.access = access;
        this.recoveries = recoveries;
    }

    /** Refused unless the benefit was paid ({@code claim_not_paid}) and while it is demanded back already. */
    @Transactional
    public RecoveryId propose(Actor actor, ClaimId id, Recoveries.Demand demand, Instant now) {
        Claim claim = claims.findWithin(actor.scope(), id).orElseThrow(Refusal::notFound);
        access.requireDesk(actor, claim);
        if (!claim.state().isPaid()) {
            throw Refusal.conflict("claim_not_paid", claim.number());
        }
        return recoveries.report(actor, claim.id().cause(), demand, now);
    }
}
