package org.tongzhou.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.Acting.Reasoned;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;

/** Closes paid claims once the time has passed in which banks send money back; a later return still opens them. */
@Component
class Closing {
    /** How long a bank may take to send a payment back [example]. */
    static final Duration RETURNS = Duration.ofDays(30);

    private static final int MOST_AT_ONCE = 500;

    private final ClaimStore claims;
    private final Acting acting;

    Closing(ClaimStore claims, Acting acting) {
        this.claims = claims;
        this.acting = acting;
    }

    /** One transaction's worth; answers how many were closed, so that the caller comes again while there are more. */
    @Transactional
    int closePaid(FundId fund, Instant now) {
        List<Claim> over = claims.lockPaidBefore(fund, now.minus(RETURNS), MOST_AT_ONCE);
        Actor system = Actor.system(fund);
        over.forEach(claim -> acting.move(system, claim, claim.moves().close(), Reasoned.NOTHING, now));
        return over.size();
    }
}
