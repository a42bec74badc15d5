package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tongzhou.enrolment.DraftStore.Fix;

/** A sheet with its fixes in place. */
record FixedSheet(RosterSheet sheet, Map<Integer, List<Fix>> fixes, List<RosterRow> removed, Set<Place> renumbered) {
    private record Place(int row, int column) {}

    static FixedSheet of(RosterSheet sheet, List<Fix> fixes) {
        Map<Integer, List<Fix>> byRow = fixes.stream().collect(Collectors.groupingBy(Fix::row));
        List<RosterRow> kept = new ArrayList<>();
        List<RosterRow> removed = new ArrayList<>();
        Set<Place> renumbered = new HashSet<>();
        for (RosterRow row : sheet.rows()) {
            List<Fix> own = byRow.getOrDefault(row.number(), List.of());
            own.stream()
                    .filter(fix -> isNewNumber(row.cell(fix.column()), fix))
                    .forEach(fix -> renumbered.add(new Place(fix.row(), fix.column())));
            boolean out = own.stream().anyMatch(fix -> fix.column() == DraftStore.WHOLE_ROW);
            (out ? removed : kept).add(own.isEmpty() ? row : fixed(row, own));
        }
        return new FixedSheet(
                new RosterSheet(sheet.format(), sheet.titles(), kept, sheet.merges()), byRow, removed, renumbered);
    }

    /** The numbers of the rows that were put right. */
    Set<Integer> rows() {
        return fixes.keySet();
    }

    boolean isTyped(int row, int column) {
        return fixes.getOrDefault(row, List.of()).stream().anyMatch(fix -> fix.column() == column);
    }

    /** Somebody wrote another number than stands in the file; a form sends what nobody touched too. */
    boolean isNewNumber(int row, int column) {
        return renumbered.contains(new Place(row, column));
    }

    private static boolean isNewNumber(Cell before, Fix fix) {
        String now = fix.value();
        return !CleanText.number(now == null ? "" : now)
                .text()
                .equals(CleanText.number(before.text()).text());
    }

    private static RosterRow fixed(RosterRow row, List<Fix> fixes) {
        Map<Integer, Cell> values = new HashMap<>();
        fixes.forEach(fix -> values.put(fix.column(), Cell.text(fix.value() == null ? "" : fix.value())));
        int width = Math.max(
                row.cells().size(), fixes.stream().mapToInt(Fix::column).max().orElse(-1) + 1);
        List<Cell> cells = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            cells.add(values.getOrDefault(column, row.cell(column)));
        }
        return new RosterRow(row.number(), row.hidden(), cells);
    }
}
