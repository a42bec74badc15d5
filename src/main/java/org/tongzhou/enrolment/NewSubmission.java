package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.UnitId;

/** People to be enrolled together: of a draft, an import, a history that begins on {@code effectiveDay}, or somebody alone. */
record NewSubmission(
        UnitId unit,
        String unitPath,
        @Nullable DraftId draft,
        @Nullable ImportId imported,
        @Nullable LocalDate effectiveDay,
        int people,
        Money total,
        boolean granted) {
    /** The submission as it stands once it is written. */
    Submission as(SubmissionId id, Instant now) {
        return new Submission(
                id,
                unit,
                unitPath,
                draft,
                isHistory(),
                effectiveDay,
                people,
                total,
                granted,
                Submission.State.AWAITING,
                now);
    }

    boolean isHistory() {
        return draft == null && imported == null && effectiveDay != null;
    }
}
