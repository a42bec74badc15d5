package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.plan.PlanCode;

/**
 * One plan of one member for one term. {@code id} and {@code period} are null while it has not begun; {@code edition} is
 * that of the plan version enrolled under.
 */
public record Cover(
        @Nullable CoverId id,
        PersonId person,
        PlanCode plan,
        String edition,
        int units,
        UnitId unit,
        String unitPath,
        SubmissionId submission,
        Money fee,
        State state,
        @Nullable Period period) {
    /** So long after the term the unit still helps with what happened in it. */
    private static final int SERVED_YEARS = 1;

    /**
     * Waiting for the fee, not begun because its person was too old when the fee came or a plan of the roster was closed by then, in
     * force or past (see the period), or given up before it began.
     */
    public enum State {
        AWAITING,
        LEFT_OUT,
        PLAN_CLOSED,
        ACTIVE,
        CANCELLED;

        /** The fee is in, and it never begins; its person is on the bill until somebody takes them off it. */
        public boolean isNotBegun() {
            return this == LEFT_OUT || this == PLAN_CLOSED;
        }
    }

    /**
     * When the cover holds. {@code continuousSince} is the start of the unbroken run of terms that this one belongs to;
     * illness counts from {@code waitingUntil} on, which is never before that start.
     */
    public record Period(DateRange term, LocalDate firstJoined, LocalDate continuousSince, LocalDate waitingUntil) {}

    /** Its number, of a cover whose fee has come in. */
    public long number() {
        return Objects.requireNonNull(id, "a cover that has not begun has no number")
                .value();
    }

    /** Its unit has its member: it has begun, and runs on that day or ended not more than a year before. */
    public boolean isServedOn(LocalDate day) {
        return state == State.ACTIVE && period != null && period.term().to().isAfter(servedAfter(day));
    }

    static LocalDate servedAfter(LocalDate day) {
        return day.minusYears(SERVED_YEARS);
    }

    /** It is awaited, runs on that day or begins later. */
    public boolean standsOn(LocalDate day) {
        return period == null || period.term().to().isAfter(day);
    }

    public boolean holdsOn(LocalDate day) {
        return state == State.ACTIVE && period != null && period.term().contains(day);
    }
}
