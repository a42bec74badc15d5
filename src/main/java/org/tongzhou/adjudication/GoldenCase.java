package org.tongzhou.adjudication;

import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanVersion;

/** A case whose right answer is known: one event under one cover, and what the plan must pay for it, zero for nothing. */
public record GoldenCase(String name, Money pays, ClaimFacts event, CoverFacts cover, UsedSoFar used) {
    public Decision under(PlanVersion plan) {
        return Adjudication.decide(plan, cover, event, used);
    }

    /** What a decision pays now; nothing while something has to be confirmed first. */
    public static Money amount(Decision decision) {
        return decision.fold(Decision.Payable::amount, it -> Money.ZERO, it -> Money.ZERO);
    }
}
