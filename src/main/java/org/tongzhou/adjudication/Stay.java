package org.tongzhou.adjudication;

import java.time.LocalDate;

/** A hospital stay, both days inside; a stay across a renewal is judged by its admission. */
public record Stay(LocalDate admitted, LocalDate discharged) {
    public Stay {
        if (discharged.isBefore(admitted)) {
            throw new IllegalArgumentException("discharged " + discharged + " before admitted " + admitted);
        }
    }
}
