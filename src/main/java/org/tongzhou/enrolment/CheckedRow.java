package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row with all that was found. {@code applicant} is null when anything is wrong; {@code idNumber} is there whenever
 * the number itself is right.
 */
public record CheckedRow(
        RosterRow row,
        List<RowIssue> errors,
        List<RowIssue> notes,
        @Nullable String idNumber,
        @Nullable Applicant applicant) {
    public CheckedRow {
        errors = List.copyOf(errors);
        notes = List.copyOf(notes);
    }

    public int number() {
        return row.number();
    }

    /** The row with what stands in its way; unchanged without any. */
    CheckedRow refused(List<RowIssue> issues) {
        return issues.isEmpty() ? this : new CheckedRow(row, issues, notes, idNumber, null);
    }

    /** The row with one more thing to know about it. */
    CheckedRow noted(RowIssue note) {
        List<RowIssue> more = new ArrayList<>(notes);
        more.add(note);
        return new CheckedRow(row, errors, more, idNumber, applicant);
    }

    CheckedRow charged(Applicant priced) {
        return new CheckedRow(row, errors, notes, idNumber, priced);
    }
}
