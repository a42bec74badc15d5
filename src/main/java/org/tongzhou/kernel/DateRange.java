package org.tongzhou.kernel;

import java.time.LocalDate;

/** Half-open period of days: {@code from} is in, {@code to} is out. Agrees with PostgreSQL {@code daterange '[)'}. Never empty. */
public record DateRange(LocalDate from, LocalDate to) {
    public DateRange {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("period ends before it starts: " + from + " to " + to);
        }
    }

    /** A term of one year: 00:00 of {@code from} to 24:00 of the day before its anniversary. */
    public static DateRange yearFrom(LocalDate from) {
        return new DateRange(from, from.plusYears(1));
    }

    public static DateRange ofInclusive(LocalDate first, LocalDate last) {
        return new DateRange(first, last.plusDays(1));
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }

    public boolean overlaps(DateRange other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /** The last day inside, for display. */
    public LocalDate lastDay() {
        return to.minusDays(1);
    }
}
