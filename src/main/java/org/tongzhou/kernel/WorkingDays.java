package org.tongzhou.kernel;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Working days by the State Council's calendar: weekends and holidays off, make-up days on. A year not yet published is
 * counted by weekends alone and {@link #isPublished} says so, for the page to warn.
 */
public record WorkingDays(Set<Integer> publishedYears, Set<LocalDate> daysOff, Set<LocalDate> makeUpDays) {
    public WorkingDays {
        publishedYears = Set.copyOf(publishedYears);
        daysOff = Set.copyOf(daysOff);
        makeUpDays = Set.copyOf(makeUpDays);
    }

    public boolean isPublished(LocalDate day) {
        return publishedYears.contains(day.getYear());
    }

    public boolean isWorking(LocalDate day) {
        if (makeUpDays.contains(day)) {
            return true;
        }
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && !daysOff.contains(day);
    }

    /** The n-th working day after a day; the day itself does not count. {@code n} is at most 400. */
    public LocalDate plus(LocalDate day, int n) {
        if (n < 0 || n > 400) {
            throw new IllegalArgumentException("working days " + n);
        }
        LocalDate at = day;
        for (int left = n; left > 0; ) {
            at = at.plusDays(1);
            if (isWorking(at)) {
                left--;
            }
        }
        return at;
    }

    /** Working days after {@code from} up to and including {@code to}; zero when {@code to} is not later. */
    public int between(LocalDate from, LocalDate to) {
        int count = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (isWorking(day)) {
                count++;
            }
        }
        return count;
    }
}
