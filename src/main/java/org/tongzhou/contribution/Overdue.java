package org.tongzhou.contribution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * A bill of which something is due and not in: how much, since which day, how many days; {@code reminded} is the last step
 * of which the unit was told, 0 for none; {@code coveredOn} is set where the cover runs all the same.
 */
public record Overdue(
        BillId bill,
        String reference,
        String unitName,
        int people,
        Money lacking,
        LocalDate dueOn,
        int days,
        int reminded,
        @Nullable LocalDate coveredOn) {

    /** How many bills are overdue, and how much is due of them and not in. */
    public record InAll(int bills, Money lacking) {}
}
