package org.tongzhou.enrolment.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tongzhou.enrolment.CellFix;

/**
 * The rows of a page as they were sent, all together by any of its buttons: each cell as {@code r<row>.c<column>}, what stood in it
 * when the page was drawn as {@code w<row>.c<column>}, the day of the covers likewise, and under the button's name the row that it stands in.
 */
record RowsForm(Map<String, String> sent) {
    private static final Pattern CELL = Pattern.compile("r([1-9]\\d{0,6})\\.c(0|[1-9]\\d{0,2})");
    private static final String SAVE = "save";
    static final String DAY = "day";

    static String name(int row, int column) {
        return "r" + row + ".c" + column;
    }

    /** What nobody touched is left out, so that a page that was open for long takes back nothing that others put right. */
    List<CellFix> typed() {
        List<CellFix> typed = new ArrayList<>();
        sent.forEach((name, value) -> {
            Matcher cell = CELL.matcher(name);
            if (cell.matches() && (isSaved(cell.group(1)) || !value.equals(sent.get("w" + name.substring(1))))) {
                typed.add(new CellFix(Integer.parseInt(cell.group(1)), Integer.parseInt(cell.group(2)), value));
            }
        });
        return typed;
    }

    /** Its own button says that a row is right as it stands, where the program that wrote the file lost what told so. */
    private boolean isSaved(String row) {
        return row.equals(sent.get(SAVE));
    }

    /** Whether anything was typed that is not saved. */
    boolean isTyped() {
        return isDayTyped() || !typed().isEmpty();
    }

    /** Whether the button was pressed that enrols the good rows. */
    boolean isEnrolling() {
        return sent.containsKey("enrol");
    }

    /** Whether another day was typed for the covers to begin; an emptied field is one too. */
    boolean isDayTyped() {
        return sent.containsKey(DAY) && !sent.get(DAY).strip().equals(sent.get("wday"));
    }

    /** The rows to which the button that was pressed leads on. */
    Optional<RosterView.Cut> to() {
        return Optional.ofNullable(sent.get("to")).map(to -> to.split(" ", 2)).map(to -> {
            return new RosterView.Cut(to[0], to.length > 1 ? to[1] : null);
        });
    }

    /** The row whose button of this name was pressed. */
    Optional<Integer> row(String button) {
        return Optional.ofNullable(sent.get(button))
                .filter(row -> row.matches("\\d{1,7}"))
                .map(Integer::valueOf);
    }
}
