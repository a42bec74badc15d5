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
    /** How it stands on a day; what is over was stopped, or has seen its last day. */
    public enum State {
        WAITING,
        OPEN,
        FULL,
        OVER
    }

    public int left() {
        return places - taken;
    }

    public State on(LocalDate day) {
        if (closedOn != null || day.isAfter(lastDay)) {
            return State.OVER;
        }
        if (day.isBefore(firstDay)) {
            return State.WAITING;
        }
        return left() > 0 ? State.OPEN : State.FULL;
    }

    /** True from the first day to the last, places left or not. */
    public boolean openOn(LocalDate day) {
        State state = on(day);
        return state == State.OPEN || state == State.FULL;
    }

    /** True when somebody can take a place on this day. */
    public boolean takesOn(LocalDate day) {
        return on(day) == State.OPEN;
    }
}
