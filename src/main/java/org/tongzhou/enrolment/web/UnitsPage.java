package org.tongzhou.enrolment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.shell.Tried;

/**
 * Units of the reader's territory that were searched for, and the forms that register more for those who may; {@code refused} is
 * a list that was just sent, {@code done} what became of one.
 */
public record UnitsPage(
        List<Line> lines, Sought sought, boolean mayAct, Tried tried, RefusedList refused, List<String> done) {
    /** One unit; the county by its name. */
    public record Line(long id, String name, String code, UnitKind kind, String county, int staff, boolean closed) {}

    /** What was searched for, and the keys of this page and the next. */
    public record Sought(
            String text, String after, @Nullable String next) {}

    /** Sentences about the lines of a list that was refused, at most 50 of {@code all}. */
    public record RefusedList(List<String> sentences, int all) {
        static final RefusedList NONE = new RefusedList(List.of(), 0);

        public boolean isCut() {
            return sentences.size() < all;
        }
    }

    public UnitsPage {
        lines = List.copyOf(lines);
        done = List.copyOf(done);
    }
}
