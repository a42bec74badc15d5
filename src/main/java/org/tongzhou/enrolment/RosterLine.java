package org.tongzhou.enrolment;

import java.util.List;

/** A row of a draft with what is to become of it; {@code fixed} when a cell of it was put right on the page. */
public record RosterLine(CheckedRow checked, Standing standing, boolean fixed) {
    /** Where a row stands. */
    public enum Standing {
        /** To be put right. */
        BAD,
        /** Continues cover of the last term. */
        RENEWAL,
        /** Joins, or joins again after a gap. */
        NEW,
        /** Enrolled from this roster already. */
        ENROLLED,
        /** Taken out of the roster. */
        REMOVED
    }

    public int number() {
        return checked.number();
    }

    public RosterRow row() {
        return checked.row();
    }

    public List<RowIssue> errors() {
        return checked.errors();
    }

    public List<RowIssue> notes() {
        return checked.notes();
    }

    public boolean isGood() {
        return standing == Standing.RENEWAL || standing == Standing.NEW;
    }

    public boolean isBad() {
        return standing == Standing.BAD;
    }
}
