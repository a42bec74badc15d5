package org.tongzhou.plan;

import java.time.LocalDate;

/**
 * The days at the start of first cover in which an illness does not count; 0 for none. With {@code waivedOnRenewal} they
 * are served once over continuous cover, else at the start of every term.
 */
public record Waiting(Stated<Integer> days, boolean waivedOnRenewal, String clause) {
    /** The first day whose events count: with 30 days, cover from 11 February waits through 12 March and counts from 13 March. */
    public LocalDate endsFor(LocalDate continuousSince, LocalDate termFrom) {
        return (waivedOnRenewal ? continuousSince : termFrom).plusDays(days.value());
    }
}
