package org.tongzhou.adjudication;

import java.util.List;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanVersion;

/**
 * A case whose right answer is known: one event under a person's covers of the plan, one or more, and what the plan must pay for
 * it, zero for nothing.
 */
public record GoldenCase(String name, Money pays, ClaimFacts event, List<CoverFacts> covers, UsedSoFar used) {
    public GoldenCase {
        covers = List.copyOf(covers);
    }

    public Decision under(PlanVersion plan) {
        Covered held = Covered.holding(covers.stream().map(cover -> new Covered(plan, cover)), event)
                .orElseThrow();
        return Adjudication.decide(plan, held.cover(), event, used);
    }

    /** What a decision pays now; nothing while something has to be confirmed first. */
    public static Money amount(Decision decision) {
        return decision.fold(Decision.Payable::amount, it -> Money.ZERO, it -> Money.ZERO);
    }
}
