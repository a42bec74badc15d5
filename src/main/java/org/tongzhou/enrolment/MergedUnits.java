package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Units written once in cells that were merged: they stand in the first row alone, and nobody can tell what the others were to
 * have. A file tells of its merged cells after its rows; who does not keep those reads it a second time, where there are any.
 */
final class MergedUnits {
    private final RosterHeader header;
    private final PlanColumns columns;
    private final Map<Integer, List<Merge>> unseen = new HashMap<>();
    private final Map<Integer, NavigableMap<Integer, Merge>> byColumn = new TreeMap<>();

    MergedUnits(List<Merge> merges, RosterHeader header, PlanColumns columns) {
        this.header = header;
        this.columns = columns;
        for (Merge merge : merges) {
            if (concerns(merge, columns)) {
                unseen.computeIfAbsent(merge.firstRow(), row -> new ArrayList<>())
                        .add(merge);
            }
        }
    }

    /** Some of its cells are where units stand. */
    static boolean concerns(Merge merge, PlanColumns columns) {
        return columns.all().stream().anyMatch(merge::covers);
    }

    /** A row as it stands in the file, before those below it are judged. */
    void see(RosterRow row) {
        for (Merge merge : unseen.getOrDefault(row.number(), List.of())) {
            if (!isNothing(row.cell(merge.firstColumn()), merge)) {
                columns.all().stream()
                        .filter(merge::covers)
                        .forEach(column -> byColumn.computeIfAbsent(column, at -> new TreeMap<>())
                                .put(merge.firstRow(), merge));
            }
        }
    }

    /** Of one column the first cell may say that nobody joins: that holds for all of them. */
    private static boolean isNothing(Cell first, Merge merge) {
        return first.isBlank() || merge.firstColumn() == merge.lastColumn() && RowPlans.isNone(first);
    }

    /** {@code typed} are the cells that somebody wrote since. */
    CheckedRow judge(CheckedRow row, IntPredicate typed) {
        List<RowIssue> errors = hidden(row.row(), typed);
        if (errors.isEmpty()) {
            return row;
        }
        row.errors().stream()
                .filter(issue -> issue.code() != RowCode.PLAN_MISSING)
                .forEach(errors::add);
        return row.refused(errors);
    }

    List<RowIssue> hidden(RosterRow row, IntPredicate typed) {
        List<RowIssue> errors = new ArrayList<>();
        byColumn.forEach((column, merges) -> {
            Map.Entry<Integer, Merge> merge = merges.floorEntry(row.number());
            boolean hidden = merge != null && merge.getValue().hides(row.number(), column);
            if (hidden && row.cell(column).isBlank() && !typed.test(column)) {
                errors.add(RowIssue.of(
                        row.number(),
                        column,
                        RowCode.UNITS_MERGED,
                        header.titles().get(column).strip(),
                        merge.getValue().firstRow(),
                        merge.getValue().lastRow()));
            }
        });
        return errors;
    }
}
