package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One square of a claim's clock as a page draws it. */
public record ClockSquare(LocalDate day, Kind kind, boolean working) {
    public enum Kind {
        DONE,
        NOW,
        AHEAD,
        DUE,
        OFF,
        STOPPED
    }

    /** All days from the day after acceptance to the due day, or to {@code today} while the clock stands. */
    public static List<ClockSquare> of(ClaimClock clock, LocalDate today) {
        LocalDate due = clock.dueOn().orElse(null);
        LocalDate last = due == null ? today : due;
        List<ClockSquare> squares = new ArrayList<>();
        LocalDate day = clock.acceptedOn().plusDays(1);
        for (int i = 0; i < ClaimClock.HORIZON_DAYS && !day.isAfter(last); i++, day = day.plusDays(1)) {
            boolean working = clock.calendar().isWorking(day);
            Kind kind = clock.stands(day) ? Kind.STOPPED : kind(day, today, due);
            squares.add(new ClockSquare(day, working ? kind : Kind.OFF, working));
        }
        return squares;
    }

    private static Kind kind(LocalDate day, LocalDate today, @Nullable LocalDate due) {
        if (day.equals(today)) {
            return Kind.NOW;
        }
        if (day.isBefore(today)) {
            return Kind.DONE;
        }
        return day.equals(due) ? Kind.DUE : Kind.AHEAD;
    }
}
