package org.tongzhou.contribution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The days of a bill: it is due, was paid in full, started the cover, or was cancelled. */
public record BillDays(
        LocalDate dueOn,
        @Nullable LocalDate paidOn,
        @Nullable LocalDate coveredOn,
        @Nullable LocalDate cancelledOn) {
    /** Of a new bill; what owes nothing is paid as it is raised. */
    static BillDays raised(LocalDate dueOn, @Nullable LocalDate paidOn) {
        return new BillDays(dueOn, paidOn, null, null);
    }

    BillDays paid(@Nullable LocalDate day) {
        return new BillDays(dueOn, day, coveredOn, null);
    }

    /** Nothing is paid by it, and no cover starts. */
    BillDays cancelled(LocalDate day) {
        return new BillDays(dueOn, null, null, day);
    }
}
