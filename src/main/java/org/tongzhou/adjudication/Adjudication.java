package org.tongzhou.adjudication;

import org.tongzhou.plan.PlanVersion;

/**
 * Decides what one plan version pays for one event: each benefit of the plan by its rules, added, rounded once HALF_UP to
 * the fen. A function of its arguments alone; the order of bills and diagnoses makes no difference.
 */
public final class Adjudication {
    private Adjudication() {}

    /** One decision of the version that held on the event's day; for many, compile the plan once. */
    public static Decision decide(PlanVersion plan, CoverFacts cover, ClaimFacts facts, UsedSoFar used) {
        return CompiledPlan.of(plan).decide(cover, facts, used);
    }
}
