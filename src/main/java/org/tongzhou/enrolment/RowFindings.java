package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.List;

/** What has been found in one row so far. */
final class RowFindings {
    private final RosterRow row;
    private final RosterHeader header;
    private final List<RowIssue> errors = new ArrayList<>();
    private final List<RowIssue> notes = new ArrayList<>();

    RowFindings(RosterRow row, RosterHeader header) {
        this.row = row;
        this.header = header;
    }

    List<RowIssue> errors() {
        return errors;
    }

    List<RowIssue> notes() {
        return notes;
    }

    boolean error(int column, RowCode code, Object... facts) {
        errors.add(RowIssue.of(row.number(), column, code, facts));
        return false;
    }

    /** One code for each cell: later ones are left out. */
    void errorOnce(int column, RowCode code, Object... facts) {
        boolean said = errors.stream().anyMatch(it -> it.column() == column && (column >= 0 || it.code() == code));
        if (!said) {
            error(column, code, facts);
        }
    }

    void note(boolean applies, int column, RowCode code, Object... facts) {
        if (applies) {
            notes.add(RowIssue.of(row.number(), column, code, facts));
        }
    }

    /** A formula is never evaluated, so its cell is wrong whatever it says. */
    boolean isFormula(int column) {
        boolean formula = row.cell(column).kind() == Cell.Kind.FORMULA;
        if (formula) {
            errorOnce(column, RowCode.FORMULA_CELL, header.titles().get(column).strip());
        }
        return formula;
    }

    String text(int column) {
        return CleanText.trim(row.cell(column).text());
    }
}
