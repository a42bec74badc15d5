package org.tongzhou.adjudication;

import org.tongzhou.plan.Benefit.Opening;
import org.tongzhou.plan.EventKind;

/** Whether an event opens a benefit. */
final class Openings {
    private Openings() {}

    static boolean opens(Opening opening, ClaimFacts facts) {
        boolean accident = facts.kind() == EventKind.ACCIDENT;
        boolean stay = facts.stayed();
        return switch (opening) {
            case STAY -> stay;
            case ILLNESS_STAY -> stay && !accident;
            case ACCIDENT_STAY -> stay && accident;
            case ACCIDENT -> accident;
            case ANY -> true;
        };
    }
}
