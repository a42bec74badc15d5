package org.tongzhou.claim;

import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.Payments;
import org.tongzhou.recovery.Recoveries;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.Returns;

/** A reviewer finds that a benefit should not have been paid, or not so much: demanded back once finance confirms. */
@Component
public class Recalls {
    private final ClaimStore claims;
    private final Access access;
    private final Recoveries recoveries;
    private final Returns returns;
    private final Payments payments;

    Recalls(ClaimStore claims, Access access, Recoveries recoveries, Returns returns, Payments payments) {
        this.claims = claims;
        this.access = access;
        this.recoveries = recoveries;
        this.returns = returns;
        this.payments = payments;
    }

    /** Refused unless the benefit was paid or came back and is kept ({@code claim_not_paid}) and while it is demanded back already. */
    @Transactional
    public RecoveryId propose(Actor actor, ClaimId id, Recoveries.Demand demand, Instant now) {
        Claim claim = claims.findWithin(actor.scope(), id).orElseThrow(Refusal::notFound);
        access.requireDesk(actor, claim);
        if (!isOver(actor.fund(), claim)) {
            throw Refusal.conflict("claim_not_paid", claim.number());
        }
        return recoveries.report(actor, claim.id().cause(), demand, now);
    }

    /** How much of a benefit may still be demanded back; nothing while it is still to be paid. */
    public Money left(FundId fund, Claim claim) {
        return isOver(fund, claim) ? recoveries.demandable(fund, claim.id().cause()) : Money.ZERO;
    }

    /** Nothing is paid any more: it was, or it came back and is kept. */
    private boolean isOver(FundId fund, Claim claim) {
        return claim.state().isPaid() || isKept(fund, claim);
    }

    /** What was kept of a payment that came back, because it was owed back; nothing of a claim that stands elsewhere. */
    public Returns.Kept kept(FundId fund, Claim claim) {
        return claim.state() == ClaimState.RETURNED
                ? returns.keptOfNewest(fund, claim.id().cause())
                : Returns.Kept.NOTHING;
    }

    /** What was ordered of the actor's own claims, by cause, as part of a trip. */
    public Rows<Map.Entry<String, Money>> ordered(Trip trip, Actor actor) {
        return payments.ordered(trip, actor.fund(), actor.requirePerson());
    }

    /** What the member sees of a claim; one whose payment came back and was kept whole is paid for: no card has to be changed. */
    public MemberStatus status(FundId fund, Claim claim) {
        return isKept(fund, claim) ? MemberStatus.PAID : claim.status();
    }

    /** True where all of it was kept: nothing is left to be paid, or to be done by the member. */
    public boolean isKept(FundId fund, Claim claim) {
        return kept(fund, claim).isAll();
    }
}
