package org.tongzhou.plan;

import java.time.LocalDate;

/**
 * The time at the start of first cover in which an illness does not count: days, or whole months, 0 for none. With
 * {@code waivedOnRenewal} it is served once over continuous cover, else at the start of every term; with
 * {@code waivedForAccidents} what an accident brings counts from the first day.
 */
public record Waiting(
        Stated<Integer> days,
        Stated<Integer> months,
        boolean waivedOnRenewal,
        boolean waivedForAccidents,
        String clause) {

    public boolean isNone() {
        return days.value() == 0 && months.value() == 0;
    }

    /** The first day whose events count: with 30 days, cover from 11 February waits through 12 March and counts from 13 March. */
    public LocalDate endsFor(LocalDate continuousSince, LocalDate termFrom) {
        return (waivedOnRenewal ? continuousSince : termFrom)
                .plusMonths(months.value())
                .plusDays(days.value());
    }
}
