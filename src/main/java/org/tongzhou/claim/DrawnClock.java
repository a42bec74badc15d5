package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.tongzhou.kernel.Promises;
import org.tongzhou.shell.ClockFace;
import org.tongzhou.shell.ClockFace.Kind;
import org.tongzhou.shell.Frame;

/** A claim's clock as pages draw it: a square for each day up to the due day, or to {@code today} while the clock stands. */
public final class DrawnClock {
    private DrawnClock() {}

    public static ClockFace of(ClaimClock clock, LocalDate today) {
        LocalDate due = clock.dueOn().orElse(null);
        LocalDate last = due == null ? today : due;
        List<ClockFace.Day> days = new ArrayList<>();
        LocalDate day = clock.acceptedOn().plusDays(1);
        for (int i = 0; i < ClaimClock.HORIZON_DAYS && !day.isAfter(last); i++, day = day.plusDays(1)) {
            boolean promised = day.equals(due) && day.isAfter(today);
            days.add(new ClockFace.Day(day, promised ? Kind.DUE : kind(clock, day, today)));
        }
        return new ClockFace(days, today, due, clock.used(today), Promises.ANSWER_WORKING_DAYS);
    }

    /** How the last day of the promise was counted, where the calendar of its year is not published; else nothing. */
    public static String counted(ClaimClock clock, Frame frame) {
        OptionalInt year = clock.unpublished();
        return year.isEmpty() ? "" : frame.say("claim.line.unpublished", Integer.toString(year.getAsInt()));
    }

    private static Kind kind(ClaimClock clock, LocalDate day, LocalDate today) {
        if (!clock.calendar().isWorking(day)) {
            return Kind.OFF;
        }
        if (clock.stands(day)) {
            return Kind.STOPPED;
        }
        if (day.equals(today)) {
            return Kind.NOW;
        }
        return day.isBefore(today) ? Kind.DONE : Kind.AHEAD;
    }
}
