package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    /** Of whom or to whom a line tells. */
    private static final List<RosterField> NAMING =
            List.of(RosterField.NAME, RosterField.ID_NUMBER, RosterField.PHONE, RosterField.CARD);

    private static final Pattern CLOSING =
            Pattern.compile("\\s*(合\\s*计|总\\s*计|小\\s*计|填表|制表|经办|审核|负责人|联系人|说明|备注|注[:：]|日期).*", Pattern.DOTALL);

    private final RosterFile.Ceiling ceiling;
    private final RosterFile.Sink sink;
    private int searched;
    private @Nullable RosterRow heading;
    private @Nullable RosterHeader header;
    private @Nullable RosterRow below;
    private int taken;
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
        if (here.column(RosterField.NAME) >= 0 && here.column(RosterField.ID_NUMBER) >= 0) {
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

    /** A second line of headings names no person and stands partly under merged, hence blank, cells. */
    private static boolean continuesHeading(RosterRow first, RosterRow row) {
        RosterHeader above = RosterHeader.of(titles(first));
        boolean person = !row.cell(above.column(RosterField.NAME)).isBlank()
                || !row.cell(above.column(RosterField.ID_NUMBER)).isBlank();
        boolean underMerged = false;
        for (int i = 0; i < row.cells().size(); i++) {
            Cell cell = row.cell(i);
            if (!cell.isBlank() && cell.kind() != Cell.Kind.TEXT) {
                return false;
            }
            underMerged |= !cell.isBlank() && first.cell(i).isBlank();
        }
        return !person && underMerged;
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
        sink.header(found);
        return found;
    }

    private static void refuseSecondOfOneField(RosterHeader found) {
        for (int i = 0; i < found.titles().size(); i++) {
            String title = found.titles().get(i);
            int at = i;
            RosterField.named(RosterHeader.normal(title))
                    .filter(field -> found.column(field) != at)
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
    private static boolean namesNobody(RosterRow row, RosterHeader known) {
        for (RosterField field : NAMING) {
            Cell cell = row.cell(known.column(field));
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
