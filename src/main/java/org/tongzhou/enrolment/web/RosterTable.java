package org.tongzhou.enrolment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cut of the rows, paged by row number; {@code first} to {@code last} of {@code total}. */
public record RosterTable(
        String show,
        String title,
        List<RosterRow> rows,
        int first,
        int last,
        int total,
        @Nullable String after,
        @Nullable String next) {
    public RosterTable {
        rows = List.copyOf(rows);
    }
}
