package org.tongzhou.contribution;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.organisation.Unit;

/**
 * A subsidy programme as it stands: its terms, who set it up, how much of its budget is used and how much its giver has transferred.
 * {@code reserved}: it pays free places that are offered out of it, and nothing else.
 */
public record Programme(
        ProgrammeId id,
        NewProgramme terms,
        Money used,
        Money funded,
        PersonId proposedBy,
        @Nullable PersonId agreedBy,
        boolean reserved,
        @Nullable LocalDate stoppedOn) {
    /** Waits for a second person, grants, will grant or has granted, or was stopped. */
    public enum State {
        PROPOSED,
        COMING,
        OPEN,
        USED_UP,
        OVER,
        STOPPED
    }

    public Money left() {
        return terms.budget().minus(used);
    }

    /** What its giver has still to transfer. */
    public Money unfunded() {
        return terms.budget().minus(funded);
    }

    public State state(LocalDate today) {
        if (agreedBy == null) {
            return State.PROPOSED;
        }
        if (stoppedOn != null) {
            return State.STOPPED;
        }
        if (today.isBefore(terms.firstDay())) {
            return State.COMING;
        }
        if (today.isAfter(terms.lastDay())) {
            return State.OVER;
        }
        return left().isZero() ? State.USED_UP : State.OPEN;
    }

    /** Whether a unit is among those it is meant for: below its path, of its kinds, size and flags. */
    public boolean helps(Unit unit) {
        return unit.path().startsWith(terms.path())
                && (terms.kinds().isEmpty() || terms.kinds().contains(unit.kind()))
                && (terms.mostStaff() == null || unit.staffCount() <= terms.mostStaff())
                && unit.flags().containsAll(Set.copyOf(terms.flags()));
    }
}
