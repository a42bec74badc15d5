package org.tongzhou.claim;

import java.util.List;
import java.util.Set;

/**
 * How often a claim was approved, by people or the rules, and how often it was handed up undecided, since it last began anew. A
 * level that hands up leaves its check to those above: as many people decide as the claim's amount asks for.
 */
record Checks(int approvals, int handedUp) {
    private static final Set<Verb> ANEW = Set.of(Verb.APPEALED, Verb.REOPENED, Verb.OBJECTED);

    static Checks of(List<Step> history) {
        int approvals = 0;
        int handedUp = 0;
        for (Step step : history) {
            if (ANEW.contains(step.verb())) {
                approvals = 0;
                handedUp = 0;
            } else if (step.verb().isApproval()) {
                approvals++;
            } else if (step.verb() == Verb.SENT_UP) {
                handedUp++;
            }
        }
        return new Checks(approvals, handedUp);
    }

    /** Whether one more approval leaves a check undone that was handed up; {@code asked} are as many as amount and kind ask for. */
    boolean lackAfterNext(int asked) {
        return Math.min(handedUp, asked - approvals - 1) > 0;
    }
}
