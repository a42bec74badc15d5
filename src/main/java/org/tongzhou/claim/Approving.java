package org.tongzhou.claim;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Acting.Reasoned;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Refusal;

/** One person who finds that a claim is owed: whatever has to be looked at before has been, and the amount is still right. */
@Component
class Approving {
    private final ClaimStore claims;
    private final CaseStore cases;
    private final Signs signs;
    private final StepStore steps;
    private final Acting acting;
    private final Paying paying;
    private final Tellings tellings;

    Approving(
            ClaimStore claims,
            CaseStore cases,
            Signs signs,
            StepStore steps,
            Acting acting,
            Paying paying,
            Tellings tellings) {
        this.claims = claims;
        this.cases = cases;
        this.signs = signs;
        this.steps = steps;
        this.acting = acting;
        this.paying = paying;
        this.tellings = tellings;
    }

    Claim approve(Actor actor, Claim claim, Instant now) {
        EventCase eventCase =
                cases.findHolding(actor.fund(), claim.eventCase(), claim.owner().person());
        Verdict verdict = requireReady(actor, eventCase, claim, now);
        Move move = next(actor.fund(), eventCase, claim, verdict);
        Claim after = acting.move(actor, claim, move, Reasoned.NOTHING, now);
        if (after.state() == ClaimState.APPROVED) {
            paying.instruct(actor, Map.of(after, eventCase), now);
            tell(actor, after, now);
        }
        return after;
    }

    /** The last level's approval settles the claim only where no check that was handed up to it is still to be made. */
    private Move next(FundId fund, EventCase eventCase, Claim claim, Verdict verdict) {
        Move move = claim.moves().approve();
        if (move.state() != ClaimState.APPROVED || claim.level() == Level.COUNTY) {
            return move;
        }
        Checks checks = Checks.of(steps.history(fund, claim.id()));
        boolean lack = checks.handedUp() > 0
                && checks.lackAfterNext(asked(acting.question(fund, claim, verdict, eventCase.facts()), claim));
        return lack ? claim.moves().approveAmongSeveral() : move;
    }

    private static int asked(Route.Question question, Claim claim) {
        Route route = Route.of(question.undrawn(), Filing.hasCity(claim.owner().path()));
        return route.levels().size();
    }

    private void tell(Actor actor, Claim approved, Instant now) {
        if (claims.extras(actor.fund(), approved.id()).follows() == null) {
            tellings.approved(actor.fund(), List.of(approved), now);
        } else {
            tellings.reclassified(actor.fund(), approved, now);
        }
    }

    private Verdict requireReady(Actor actor, EventCase eventCase, Claim claim, Instant now) {
        List<FactField> fields = eventCase.facts().toLookAt();
        if (!fields.isEmpty()) {
            throw Refusal.conflict("claim_fields_unconfirmed", fields.size());
        }
        signs.requireLookedAt(actor.fund(), eventCase, claim, now);
        Verdict verdict = acting.verdict(actor.fund(), eventCase, claim);
        Computing.requireSame(claim, verdict);
        if (!verdict.isRefused() && !verdict.isPayable()) {
            throw Refusal.conflict("claim_class_unconfirmed");
        }
        if (verdict.isRefused() || !verdict.amount().isPositive()) {
            throw Refusal.conflict("claim_nothing_payable");
        }
        return verdict;
    }
}
