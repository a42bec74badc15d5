package org.tongzhou.claim;

import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/**
 * What one cover would give for a draft. {@code lumpSum} benefits are filed only if the member ticks them; the others are
 * filed with the event.
 */
public record Estimate(PlanCode plan, PlanVersion version, boolean lumpSum, Outcome outcome) {
    static Estimate of(Verdict verdict) {
        return new Estimate(verdict.plan(), verdict.cover().plan(), verdict.isLumpSum(), verdict.outcome());
    }

    /** True when it can be filed now as a claim of its own: a lump sum whose evidence is attached. */
    public boolean isOffered() {
        return lumpSum && outcome.kind() != Outcome.Kind.NOT_PAYABLE && outcome.hasItsPapers();
    }

    /** True when it will be proposed: perhaps due, evidence still missing. */
    public boolean isProposed() {
        return lumpSum && outcome.kind() == Outcome.Kind.PROPOSED && !outcome.hasItsPapers();
    }

    /** True when it is filed with the event and counts in the estimate. */
    public boolean isFiled() {
        return !lumpSum && outcome.kind() != Outcome.Kind.NOT_PAYABLE;
    }
}
