package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Refusal;

/**
 * Makes a roster out of the lines of a sheet: finds the heading (below a title, on one line or two), leaves out blank
 * lines, repeated headings and the sums and signatures below, and counts against the ceiling.
 */
final class RosterLines {
    /** A heading further down than this is not looked for. */
    private static final int LINES_TO_SEARCH = 20;

    private static final Pattern CLOSING =
            Pattern.compile("\\s*(合\\s*计|总\\s*计|小\\s*计|填表|制表|经办|审核|负责人|联系人|说明|备注|注[:：]|日期).*", Pattern.DOTALL);

    private final RosterFile.Ceiling ceiling;
    private final RosterFile.Sink sink;
    private int searched;
    private @Nullable RosterRow heading;
    private @Nullable RosterHeader header;
    private int[] naming = {};
    private @Nullable RosterRow below;
    private int taken;
    private int merges;
    private long characters;

    RosterLines(RosterFile.Ceiling ceiling, RosterFile.Sink sink) {
        this.ceiling = ceiling;
        this.sink = sink;
    }

    boolean foundHeader() {
        return heading != null;
    }

    boolean foundPeople() {
        return taken > 0;
    }

    /** True when no more lines of this sheet can make it a roster. */
    boolean isHopeless() {
        return heading == null && searched >= LINES_TO_SEARCH;
    }

    void line(RosterRow row) {
        if (isBlank(row)) {
            return;
        }
        if (heading == null) {
            search(row);
        } else if (header == null) {
            settleHeader(row);
        } else {
            take(row, header);
        }
    }

    private static boolean isBlank(RosterRow row) {
        for (Cell cell : row.cells()) {
            if (!cell.isBlank()) {
                return false;
            }
        }
        return true;
    }

    /** Cells that the sheet shows as one; those of titles and headings alone tell nothing of anybody. */
    void merged(Merge merge) {
        RosterRow above = below == null ? heading : below;
        if (above == null || merge.lastRow() <= above.number()) {
            return;
        }
        if (++merges > ceiling.people()) {
            throw Refusal.invalid("roster_file_bomb");
        }
        sink.merged(merge);
    }

    /** After the last line; refuses a roster without a single person. */
    void end() {
        if (heading != null && header == null) {
            header = announce(titles(heading));
        }
        if (taken == 0) {
            throw Refusal.invalid("roster_file_no_people");
        }
    }

    private void search(RosterRow row) {
        RosterHeader here = RosterHeader.of(titles(row));
        if (ceiling.heading().isIn(here)) {
            heading = row;
        } else {
            searched++;
        }
    }

    private void settleHeader(RosterRow row) {
        RosterRow first = Objects.requireNonNull(heading);
        if (continuesHeading(first, row)) {
            below = row;
            header = announce(merged(titles(first), titles(row)));
        } else {
            header = announce(titles(first));
            take(row, header);
        }
    }

    /** A second line of headings names nobody and stands partly under merged, hence blank, cells. */
    private boolean continuesHeading(RosterRow first, RosterRow row) {
        RosterHeader above = RosterHeader.of(titles(first));
        boolean named = ceiling.heading().naming(above).stream()
                .limit(2)
                .anyMatch(column -> !row.cell(column).isBlank());
        boolean underMerged = false;
        for (int i = 0; i < row.cells().size(); i++) {
            Cell cell = row.cell(i);
            if (!cell.isBlank() && cell.kind() != Cell.Kind.TEXT) {
                return false;
            }
            underMerged |= !cell.isBlank() && first.cell(i).isBlank();
        }
        return !named && underMerged;
    }

    private RosterHeader announce(List<String> titles) {
        RosterHeader found = RosterHeader.of(titles);
        for (int i = 0; i < titles.size(); i++) {
            int at = found.column(titles.get(i));
            if (!titles.get(i).isBlank() && at != i) {
                throw Refusal.invalid("roster_file_column_twice", titles.get(i).strip());
            }
        }
        refuseSecondOfOneField(found);
        naming = ceiling.heading().naming(found).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        sink.header(found);
        return found;
    }

    private void refuseSecondOfOneField(RosterHeader found) {
        Set<Object> seen = new HashSet<>();
        for (String title : found.titles()) {
            ceiling.heading()
                    .field(RosterHeader.normal(title))
                    .filter(field -> !seen.add(field))
                    .ifPresent(field -> {
                        throw Refusal.invalid("roster_file_column_twice", title.strip());
                    });
        }
    }

    private void take(RosterRow row, RosterHeader known) {
        if (isHeadingAgain(row) || namesNobody(row, known)) {
            return;
        }
        if (++taken > ceiling.people()) {
            throw Refusal.invalid("roster_file_too_many_rows", ceiling.people());
        }
        for (Cell cell : row.cells()) {
            characters += cell.text().length();
        }
        if (characters > ceiling.characters()) {
            throw Refusal.invalid("roster_file_bomb");
        }
        sink.row(row);
    }

    private boolean isHeadingAgain(RosterRow row) {
        return repeats(row, heading) || repeats(row, below);
    }

    private static boolean repeats(RosterRow row, @Nullable RosterRow line) {
        if (line == null) {
            return false;
        }
        for (int i = 0; i < row.cells().size(); i++) {
            if (!row.cell(i).isBlank()
                    && !row.cell(i).text().equals(line.cell(i).text())) {
                return false;
            }
        }
        return true;
    }

    /** A pre-numbered line left empty, a sum, a signature. */
    private boolean namesNobody(RosterRow row, RosterHeader known) {
        for (int column : naming) {
            Cell cell = row.cell(column);
            if (!cell.isBlank() && !CLOSING.matcher(cell.text()).matches()) {
                return false;
            }
        }
        List<Cell> given = row.cells().stream().filter(c -> !c.isBlank()).toList();
        boolean numberOnly = given.size() == 1
                && !row.cell(known.column(RosterField.NUMBER_IN_LIST)).isBlank();
        return numberOnly || CLOSING.matcher(given.get(0).text()).matches();
    }

    private static List<String> titles(RosterRow row) {
        return row.cells().stream().map(Cell::text).toList();
    }

    private static List<String> merged(List<String> above, List<String> below) {
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < Math.max(above.size(), below.size()); i++) {
            String sub = i < below.size() ? below.get(i) : "";
            titles.add(sub.isBlank() && i < above.size() ? above.get(i) : sub);
        }
        return titles;
    }
}
