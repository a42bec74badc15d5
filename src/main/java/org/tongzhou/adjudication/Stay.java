package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** A hospital stay, both days inside; a stay across a renewal is judged by its admission. */
public record Stay(LocalDate admitted, LocalDate discharged) {
    public Stay {
        if (discharged.isBefore(admitted)) {
            throw new IllegalArgumentException("discharged " + discharged + " before admitted " + admitted);
        }
    }

    /** Nights, at least one; with the day of discharge one more. */
    public long days(boolean lastDayCounts) {
        long nights = ChronoUnit.DAYS.between(admitted, discharged);
        return lastDayCounts ? nights + 1 : Math.max(nights, 1);
    }
}
