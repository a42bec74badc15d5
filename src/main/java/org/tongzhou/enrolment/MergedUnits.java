package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Units written once in cells that were merged: they stand in the first row alone, and nobody can tell what the others were to have. */
final class MergedUnits {
    private final RosterHeader header;
    private final Map<Integer, NavigableMap<Integer, Merge>> byColumn = new HashMap<>();

    MergedUnits(RosterSheet sheet, PlanColumns columns) {
        this.header = sheet.header();
        if (!sheet.merges().isEmpty()) {
            Map<Integer, RosterRow> rows = new HashMap<>();
            sheet.rows().forEach(row -> rows.put(row.number(), row));
            for (int column : columns.all()) {
                byColumn.put(column, merges(sheet, rows, column));
            }
        }
    }

    private static NavigableMap<Integer, Merge> merges(RosterSheet sheet, Map<Integer, RosterRow> rows, int column) {
        NavigableMap<Integer, Merge> found = new TreeMap<>();
        for (Merge merge : sheet.merges()) {
            RosterRow first = rows.get(merge.firstRow());
            if (first != null
                    && merge.covers(column)
                    && !first.cell(merge.firstColumn()).isBlank()) {
                found.put(merge.firstRow(), merge);
            }
        }
        return found;
    }

    /** {@code typed} are the cells that somebody wrote since. */
    CheckedRow judge(CheckedRow row, IntPredicate typed) {
        List<RowIssue> errors = new ArrayList<>();
        byColumn.forEach((column, merges) -> {
            Map.Entry<Integer, Merge> merge = merges.floorEntry(row.number());
            boolean hidden = merge != null && merge.getValue().hides(row.number(), column);
            if (hidden && row.row().cell(column).isBlank() && !typed.test(column)) {
                errors.add(RowIssue.of(
                        row.number(),
                        column,
                        RowCode.UNITS_MERGED,
                        header.titles().get(column).strip(),
                        merge.getValue().firstRow(),
                        merge.getValue().lastRow()));
            }
        });
        if (errors.isEmpty()) {
            return row;
        }
        row.errors().stream()
                .filter(issue -> issue.code() != RowCode.PLAN_MISSING)
                .forEach(errors::add);
        return row.refused(errors);
    }
}
