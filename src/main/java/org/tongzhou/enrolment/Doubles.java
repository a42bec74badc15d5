package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.List;

/** Refuses rows whose person an earlier row of the same file names. */
final class Doubles {
    private final FirstRows first = new FirstRows();

    /** Remembers the person; {@code column} is that of the identity number, which is not named twice when it is wrong already. */
    CheckedRow judge(CheckedRow row, int column) {
        String number = row.idNumber();
        int earlier = number == null ? 0 : first.earlier(number, row.number());
        if (earlier == 0 || row.errors().stream().anyMatch(issue -> issue.column() == column)) {
            return row;
        }
        List<RowIssue> errors = new ArrayList<>(row.errors());
        errors.add(new RowIssue(
                row.number(), column, RowCode.DUPLICATE_IN_FILE, earlier, List.of(String.valueOf(earlier))));
        return new CheckedRow(row.row(), errors, row.notes(), number, null);
    }
}
