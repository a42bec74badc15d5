package org.tongzhou.claim;

import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/**
 * What one cover would give for a draft. Benefits that wait for a person to confirm a class or grade are filed only if the member
 * ticks them; the others are filed with the event ({@code isFiled}) and count in the estimate. {@code asksDiagnosis} where the day of
 * first diagnosis would decide and is not told.
 */
public record Estimate(
        PlanCode plan, PlanVersion version, boolean waits, boolean isFiled, boolean asksDiagnosis, Outcome outcome) {
    static Estimate of(Verdict verdict, EventCase draft) {
        return new Estimate(
                verdict.plan(),
                verdict.cover().plan(),
                verdict.waitsForClass(draft.facts()),
                verdict.isFiled(draft),
                verdict.asksForDiagnosis(draft),
                verdict.outcome());
    }

    /** True when it can be filed now as a claim of its own: a lump sum whose evidence is attached. */
    public boolean isOffered() {
        return waits && outcome.kind() != Outcome.Kind.NOT_PAYABLE && outcome.hasItsPapers();
    }

    /** True when it will be proposed: perhaps due, evidence still missing. */
    public boolean isProposed() {
        return waits && outcome.kind() == Outcome.Kind.PROPOSED && !outcome.hasItsPapers();
    }
}
