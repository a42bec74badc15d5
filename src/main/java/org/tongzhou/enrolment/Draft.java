package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.UnitId;

/**
 * An uploaded roster. Nothing of it is written to people, covers or bills until it is enrolled. {@code effectiveDay} is a
 * later start that the unit named; {@code checkedMillis} what reading and checking took.
 */
public record Draft(
        DraftId id,
        UnitId unit,
        String unitPath,
        String fileName,
        RosterFile.Format format,
        State state,
        int rows,
        int checkedMillis,
        @Nullable LocalDate effectiveDay,
        Instant uploadedAt) {
    /** OPEN while a row is left that is neither enrolled nor taken out. */
    public enum State {
        OPEN,
        ENROLLED
    }
}
