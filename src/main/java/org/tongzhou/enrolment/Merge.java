package org.tongzhou.enrolment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cells of a sheet joined into one, whose value stands in the first: rows from 1, columns from 0, both ends among them. */
record Merge(int firstRow, int lastRow, int firstColumn, int lastColumn) {
    private static final Pattern RANGE = Pattern.compile("([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})");

    /** As the sheet writes it: {@code E2:E50}. */
    static Optional<Merge> of(String range) {
        Matcher ends = RANGE.matcher(range);
        return ends.matches()
                ? Optional.of(new Merge(
                        Integer.parseInt(ends.group(2)),
                        Integer.parseInt(ends.group(4)),
                        SheetReader.column(ends.group(1)),
                        SheetReader.column(ends.group(3))))
                : Optional.empty();
    }

    boolean covers(int column) {
        return column >= firstColumn && column <= lastColumn;
    }

    /** The cell belongs to it and has no value of its own. */
    boolean hides(int row, int column) {
        boolean first = row == firstRow && column == firstColumn;
        return row >= firstRow && row <= lastRow && covers(column) && !first;
    }
}
