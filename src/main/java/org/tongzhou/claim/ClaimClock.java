package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Promises;
import org.tongzhou.kernel.WorkingDays;

/**
 * The promise of an answer within so many working days, counted from the day after acceptance. While the member owes papers the
 * clock stands: the day on which papers are asked still counts, the days after it do not, up to and including the day on
 * which they come.
 */
public record ClaimClock(LocalDate acceptedOn, List<Stop> stops, WorkingDays calendar) {
    /** A clock that has stood this many days is not counted further; a claim never lasts ten years. */
    static final int HORIZON_DAYS = 3_660;

    public ClaimClock {
        stops = List.copyOf(stops);
    }

    /** A time during which the member owed papers; {@code suppliedOn} is null while they are still owed. */
    public record Stop(LocalDate askedOn, @Nullable LocalDate suppliedOn) {
        boolean covers(LocalDate day) {
            return day.isAfter(askedOn) && (suppliedOn == null || !day.isAfter(suppliedOn));
        }
    }

    /** True while papers are owed. */
    public boolean isStopped() {
        return stops.stream().anyMatch(stop -> stop.suppliedOn() == null);
    }

    /** The last day of the promise; empty while the clock stands. */
    public Optional<LocalDate> dueOn() {
        if (isStopped()) {
            return Optional.empty();
        }
        int counted = 0;
        LocalDate day = acceptedOn;
        for (int i = 0; i < HORIZON_DAYS && counted < Promises.ANSWER_WORKING_DAYS; i++) {
            day = day.plusDays(1);
            if (counts(day)) {
                counted++;
            }
        }
        return Optional.of(day);
    }

    /** Working days that have begun by {@code today}, today included; may exceed the promise. */
    public int used(LocalDate today) {
        int counted = 0;
        LocalDate day = acceptedOn.plusDays(1);
        for (int i = 0; i < HORIZON_DAYS && !day.isAfter(today); i++, day = day.plusDays(1)) {
            if (counts(day)) {
                counted++;
            }
        }
        return counted;
    }

    /** Working days left after {@code today}; negative when the promise is broken. */
    public int left(LocalDate today) {
        return Promises.ANSWER_WORKING_DAYS - used(today);
    }

    /** The year of a day of the promise whose calendar is not published: its last day is counted by weekends alone. */
    public OptionalInt unpublished() {
        return calendar.unpublished(acceptedOn, dueOn().orElse(acceptedOn));
    }

    private boolean counts(LocalDate day) {
        return calendar.isWorking(day) && !stands(day);
    }

    /** True on a day that does not count because papers were owed. */
    boolean stands(LocalDate day) {
        return stops.stream().anyMatch(stop -> stop.covers(day));
    }
}
