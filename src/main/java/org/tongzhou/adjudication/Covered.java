package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.tongzhou.plan.PlanVersion;

/** A cover with the version of its plan that held on the event's day. */
public record Covered(PlanVersion plan, CoverFacts cover) {
    /** Of one plan the cover whose term holds the day that decides, the admission for a plan of stays; else the first. */
    static Optional<Covered> holding(Stream<Covered> covers, ClaimFacts event) {
        return covers.min(Comparator.comparing(it -> !it.cover().term().contains(day(it.plan(), event))));
    }

    private static LocalDate day(PlanVersion plan, ClaimFacts event) {
        return plan.goesByAdmission() ? event.admission() : event.eventDay();
    }
}
