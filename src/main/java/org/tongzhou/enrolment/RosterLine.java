package org.tongzhou.enrolment;

import java.util.List;
import java.util.Objects;

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

    /** The line after all rows together were judged. */
    RosterLine judged(CheckedRow row) {
        return new RosterLine(row, row.applicant() == null ? Standing.BAD : standing, fixed);
    }

    public int number() {
        return checked.number();
    }

    /** Who is to be enrolled; only of a good line. */
    public Applicant applicant() {
        return Objects.requireNonNull(checked.applicant());
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
