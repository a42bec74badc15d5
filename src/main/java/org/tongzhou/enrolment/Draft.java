package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.UnitId;

/**
 * An uploaded roster. Nothing of it is written to people, covers or bills until it is enrolled. {@code joined} are the people
 * enrolled from it who have not left its bills; {@code effectiveDay} is a later start that the unit named;
 * {@code checkedMillis} what reading and checking took.
 */
public record Draft(
        DraftId id,
        UnitId unit,
        String unitPath,
        String fileName,
        RosterFile.Format format,
        State state,
        int rows,
        int joined,
        int checkedMillis,
        @Nullable LocalDate effectiveDay,
        Instant uploadedAt) {
    /** OPEN while a row is left that is neither enrolled nor taken out. */
    public enum State {
        OPEN,
        ENROLLED
    }

    /** Some of its people are enrolled, and rows are left. */
    public boolean isPartlyEnrolled() {
        return state == State.OPEN && joined > 0;
    }
}
