package org.tongzhou.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;

/** Days as people write them. */
public final class Days {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    private Days() {}

    /** Reads {@code 2026-02-10}; throws {@link DateTimeException} where it is none, or none that {@link #isLikely}. */
    public static LocalDate parse(String text) {
        LocalDate day = LocalDate.parse(text);
        if (!isLikely(day)) {
            throw new DateTimeException("a day of another age");
        }
        return day;
    }

    /** The same of a month, {@code 2026-02}. */
    public static YearMonth month(String text) {
        return YearMonth.from(parse(text + "-01"));
    }

    /** A day of somebody's life: the calendar has others, which no database keeps and nobody can count on from. */
    public static boolean isLikely(LocalDate day) {
        return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }
}
