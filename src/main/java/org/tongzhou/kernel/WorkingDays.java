package org.tongzhou.kernel;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Working days by the State Council's calendar: weekends and holidays off, make-up days on. A year not yet published is
 * counted by weekends alone and {@link #unpublished} says so, for the page to warn.
 */
public record WorkingDays(Set<Integer> publishedYears, Set<LocalDate> daysOff, Set<LocalDate> makeUpDays) {
    private static final LocalDate A_MONDAY = LocalDate.of(2001, 1, 1);

    public WorkingDays {
        publishedYears = Set.copyOf(publishedYears);
        daysOff = Set.copyOf(daysOff);
        makeUpDays = Set.copyOf(makeUpDays);
    }

    /** The year of the first of these days whose calendar is not published; empty when all are. */
    public OptionalInt unpublished(LocalDate from, LocalDate to) {
        return IntStream.rangeClosed(from.getYear(), to.getYear())
                .filter(year -> !publishedYears.contains(year))
                .findFirst();
    }

    public boolean isWorking(LocalDate day) {
        if (makeUpDays.contains(day)) {
            return true;
        }
        return !isWeekend(day) && !daysOff.contains(day);
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

    /**
     * Working days after {@code from} up to and including {@code to}; zero when {@code to} is not later. Counted by weeks and the
     * days apart, since what is long overdue stands in lists.
     */
    public int between(LocalDate from, LocalDate to) {
        if (!to.isAfter(from)) {
            return 0;
        }
        Predicate<LocalDate> inside = day -> day.isAfter(from) && !day.isAfter(to);
        long off = daysOff.stream()
                .filter(inside.and(day -> !isWeekend(day) && !makeUpDays.contains(day)))
                .count();
        long worked =
                makeUpDays.stream().filter(inside.and(WorkingDays::isWeekend)).count();
        return (int) (weekdays(to) - weekdays(from) - off + worked);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** Mondays to Fridays since a Monday long ago, the day included. */
    private static long weekdays(LocalDate day) {
        long since = ChronoUnit.DAYS.between(A_MONDAY, day);
        return Math.floorDiv(since, 7L) * 5 + Math.min(Math.floorMod(since, 7L) + 1, 5);
    }
}
