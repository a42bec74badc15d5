package org.tongzhou.enrolment;

import java.util.List;

/** One line of a roster under its own number in the sheet (the first line is 1); {@code hidden} when the sheet hides it. */
public record RosterRow(int number, boolean hidden, List<Cell> cells) {
    public RosterRow {
        cells = List.copyOf(cells);
    }

    /** The cell of a column counted from 0; blank where the row ends earlier or the column is not there (-1). */
    public Cell cell(int column) {
        return column >= 0 && column < cells.size() ? cells.get(column) : Cell.BLANK;
    }
}
