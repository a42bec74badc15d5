package org.tongzhou.adjudication;

import java.time.LocalDate;
import org.tongzhou.plan.Benefit.Opening;
import org.tongzhou.plan.EventKind;

/** Whether an event opens a benefit, and by which day it is judged. */
final class Openings {
    private Openings() {}

    static boolean opens(Opening opening, ClaimFacts facts) {
        boolean accident = facts.kind() == EventKind.ACCIDENT;
        boolean stay = facts.stay().isPresent();
        return switch (opening) {
            case STAY -> stay;
            case ILLNESS_STAY -> stay && !accident;
            case ACCIDENT_STAY -> stay && accident;
            case ACCIDENT -> accident;
            case ANY -> true;
        };
    }

    static LocalDate day(Opening opening, ClaimFacts facts) {
        return opening.needsStay() ? costDay(facts) : facts.eventDay();
    }

    /** What the cost of an event is known by over all plans: the admission of its stay, else the day of the event. */
    static LocalDate costDay(ClaimFacts facts) {
        return facts.stay().isPresent() ? facts.stay().get().admitted() : facts.eventDay();
    }
}
