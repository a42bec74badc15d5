package org.tongzhou.claim;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;

/**
 * A class of disease, or a grade of disability, that turns out to be graver after the decision. The first decision stays on record; the difference is
 * a linked claim of its own, decided by the province.
 */
@Component
public class Reclassifications {
    private final ClaimStore claims;
    private final CaseStore cases;
    private final Access access;
    private final Evidence evidence;
    private final Acting acting;
    private final Filing filing;

    Reclassifications(
            ClaimStore claims, CaseStore cases, Access access, Evidence evidence, Acting acting, Filing filing) {
        this.claims = claims;
        this.cases = cases;
        this.access = access;
        this.evidence = evidence;
        this.acting = acting;
        this.filing = filing;
    }

    /** What the evidence supports now, the code of a class or {@link Grade#finding}, and why, 10 to 500 characters. */
    public record Graver(String finding, String words) {}

    /**
     * Opens the claim for the difference. Refused while the claim is not decided ({@code claim_not_granted}: confirm the
     * class there), when it pays no more ({@code claim_class_no_more}), and when it has one already
     * ({@code claim_followed}: go on from that one).
     */
    @Transactional
    public ClaimId reclassify(Actor actor, ClaimId id, int version, Graver graver, Instant now) {
        Claim claim = lock(actor, id, version);
        String words = Reviews.requireWords(graver.words());
        if (!claim.state().isGranted()) {
            throw Refusal.conflict("claim_not_granted", claim.number());
        }
        EventCase eventCase = cases.find(actor.fund(), claim.eventCase()).orElseThrow();
        evidence.require(actor.fund(), eventCase, claim, graver.finding(), FundClock.dayOf(now));
        if (isFollowed(claim, claims.ofCase(actor.fund(), claim.eventCase()))) {
            throw Refusal.conflict("claim_followed", claim.number());
        }
        Verdict verdict = acting.difference(actor.fund(), eventCase, claim, Judging.findings(graver.finding()));
        if (!verdict.isPayable() || !verdict.amount().isPositive()) {
            throw Refusal.conflict("claim_class_no_more");
        }
        return filing.follow(actor, verdict, new Filing.Graver(claim, graver.finding(), words), now)
                .id();
    }

    /** True once there is a claim for the difference to this one; what is graver still is found on that. */
    public static boolean isFollowed(Claim claim, List<Claim> ofCase) {
        return ofCase.stream()
                .filter(other -> other.benefit().plan().equals(claim.benefit().plan()))
                .anyMatch(other ->
                        other.id().value() > claim.id().value() && other.state().counts());
    }

    private Claim lock(Actor actor, ClaimId id, int version) {
        CaseId of = claims.findWithin(actor.scope(), id).map(Claim::eventCase).orElseThrow(Refusal::notFound);
        EventCase eventCase = cases.lock(actor.fund(), of).orElseThrow();
        cases.holdGate(actor.fund(), eventCase.owner().person());
        Claim claim = claims.lockWithin(actor.scope(), id).orElseThrow(Refusal::notFound);
        access.requireDesk(actor, claim);
        Acting.requireVersion(claim, version);
        return claim;
    }
}
