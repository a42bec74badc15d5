package org.tongzhou.enrolment;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Refusal;

/**
 * A province's file read once more because it has merged cells where units stand. Its rows are judged long before the file tells of
 * those, so it is refused as a whole where one of them would be wrong in a unit's own roster.
 */
final class MergedRows implements RosterFile.Sink {
    private final MergedUnits merged;
    private @Nullable RowIssue first;
    private int rows;

    private MergedRows(MergedUnits merged) {
        this.merged = merged;
    }

    /** Refuses {@code import_units_merged}: which column, the first and last row of the first such cells, how many rows there are in all. */
    static void refuse(Path file, MergedUnits merged) {
        MergedRows found = new MergedRows(merged);
        RosterFile.read(file, RosterFile.Ceiling.PROVINCE, found);
        if (found.first != null) {
            List<String> facts = found.first.facts();
            throw Refusal.invalid("import_units_merged", facts.get(0), facts.get(1), facts.get(2), found.rows);
        }
    }

    @Override
    public void header(RosterHeader header) {}

    @Override
    public void row(RosterRow row) {
        merged.see(row);
        List<RowIssue> issues = merged.hidden(row, column -> false);
        if (!issues.isEmpty()) {
            rows++;
            first = first == null ? issues.get(0) : first;
        }
    }
}
