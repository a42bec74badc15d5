package org.tongzhou.gig;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.contribution.ProgrammeId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.plan.PlanCode;

/** Places of free cover, both days included; {@code each} is what the programme pays for one. */
public record Offer(
        OfferId id,
        UnitId unit,
        String unitPath,
        PlanCode plan,
        ProgrammeId programme,
        Money each,
        int places,
        int taken,
        LocalDate firstDay,
        LocalDate lastDay,
        @Nullable LocalDate closedOn) {
    public int left() {
        return places - taken;
    }

    public boolean openOn(LocalDate day) {
        return closedOn == null && !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }

    /** True when somebody can take a place on this day. */
    public boolean takesOn(LocalDate day) {
        return openOn(day) && left() > 0;
    }
}
