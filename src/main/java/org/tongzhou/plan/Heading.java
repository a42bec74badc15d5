package org.tongzhou.plan;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What an edition is called and when it holds; {@code summary} is for the member, {@code order} is the place in lists.
 * {@code validTo} is exclusive and empty while no end is known; an edition holds until then or until the next one begins, and
 * goes on deciding for the covers that it leaves.
 */
public record Heading(
        PlanCode code,
        String edition,
        Text name,
        Text summary,
        int order,
        LocalDate validFrom,
        Optional<LocalDate> validTo,
        Optional<Retirement> retired) {
    /**
     * From this day nobody joins or renews; covers in force run to their end and their events are still decided. A member
     * may go on in the successor, if there is one.
     */
    public record Retirement(LocalDate from, Optional<PlanCode> successor) {}

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(validFrom) && validTo.map(day::isBefore).orElse(true);
    }

    boolean isOpenOn(LocalDate day) {
        return holdsOn(day) && retired.map(it -> day.isBefore(it.from())).orElse(true);
    }

    Heading until(LocalDate end) {
        return held(validFrom, Optional.of(end), retired);
    }

    Heading asIfHeldFrom(LocalDate day) {
        return held(day, Optional.empty(), Optional.empty());
    }

    private Heading held(LocalDate from, Optional<LocalDate> to, Optional<Retirement> retiredThen) {
        return new Heading(code, edition, name, summary, order, from, to, retiredThen);
    }
}
