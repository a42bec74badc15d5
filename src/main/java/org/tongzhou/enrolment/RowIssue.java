package org.tongzhou.enrolment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to correct or to know about a row, or under row {@link #WHOLE} about the roster. {@code column} counts from 0, -1 for the row as a whole;
 * {@code otherRow} is the earlier row of the same person; {@code facts} fill the sentence of the code.
 */
public record RowIssue(
        int row, int column, RowCode code, @Nullable Integer otherRow, List<String> facts) {
    /** Stands for the roster as a whole, of which no row is to blame. */
    public static final int WHOLE = 0;

    public RowIssue {
        facts = List.copyOf(facts);
    }

    static RowIssue of(int row, int column, RowCode code, Object... facts) {
        return new RowIssue(
                row,
                column,
                code,
                null,
                java.util.Arrays.stream(facts).map(String::valueOf).toList());
    }
}
