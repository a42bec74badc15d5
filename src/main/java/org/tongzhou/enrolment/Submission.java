package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.UnitId;

/**
 * People of one unit enrolled together; their cover waits until {@code total} has come in. Where others pay for their places
 * it was {@code granted} and waits for nothing. A {@code history} was covered elsewhere before: it begins on its effective day,
 * whenever its fee comes.
 */
public record Submission(
        SubmissionId id,
        UnitId unit,
        String unitPath,
        @Nullable DraftId draft,
        boolean history,
        @Nullable LocalDate effectiveDay,
        int people,
        Money total,
        boolean granted,
        State state,
        Instant enrolledAt) {
    /** Where the fee is. */
    public enum State {
        AWAITING,
        ACTIVE,
        CANCELLED
    }
}
