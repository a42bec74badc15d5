package org.tongzhou.catalogue.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation;

/** One draft: its text as a form and as text, what is wrong, what changes, its cases, its replay, and what may be done. */
public record DraftPage(
        Head head,
        Pane pane,
        List<Change> changes,
        Cases cases,
        Trial trial,
        List<GateLine> gates,
        @Nullable ReplayCard replay,
        List<DraftListPage.Edition> editions,
        Can can,
        Map<String, String> errors) {

    /** {@code content} is the hash that a checker approves; {@code words} what the checker said before. */
    public record Head(
            long id,
            int version,
            String title,
            String line,
            String state,
            String tone,
            String content,
            String reason,
            String words) {}

    /** Both readings of the text side by side, and its faults; {@code cut} says what the form leaves out, empty for nothing. */
    public record Pane(long id, String text, List<Group> groups, String cut, List<Fault> faults, boolean edit) {}

    public record Group(String title, List<Field> fields, boolean folded) {}

    /** One value; {@code was} is the edition in force's, null where it is the same; {@code fault} null when right. */
    public record Field(
            String path,
            String label,
            String value,
            @Nullable String was,
            @Nullable String fault,
            boolean wide) {}

    /** What is wrong at one place, with the line as it stands. */
    public record Fault(int line, int column, String path, String words, String excerpt) {}

    /** A value that differs from the edition in force; an empty one is not there. */
    public record Change(String label, String was, String now) {}

    public record Cases(String text, List<Case> lines, List<Fault> faults, int held, boolean edit) {}

    /** {@code difference} is against the edition in force, empty when there is none. */
    public record Case(
            String name, String states, String before, String pays, String difference, boolean loses, boolean holds) {}

    /** The form of a single case, the same as a facts file, and what came out once it was decided. */
    public record Trial(
            Map<String, String> typed,
            String facts,
            boolean byFile,
            List<String> faults,
            @Nullable Result result) {}

    /** {@code upTo} is empty unless something has to be confirmed first; {@code missing} says what. */
    public record Result(
            String before,
            String pays,
            String upTo,
            Explanation explanation,
            List<String> against,
            List<String> missing) {}

    public record GateLine(String words, boolean open) {}

    /**
     * The last run under this content; {@code fresh} is false when the draft was changed since, {@code alarm} is the loss ratio
     * above which the fund wants to be warned.
     */
    public record ReplayCard(
            boolean running,
            boolean failed,
            boolean fresh,
            double percent,
            String counted,
            String draft,
            String now,
            String change,
            String ratio,
            String ratioNow,
            long more,
            long less,
            long same,
            String aside,
            String took,
            String alarm,
            boolean alarming,
            @Nullable SpreadView spread) {}

    public record Can(boolean edit, boolean submit, boolean withdraw, boolean check, boolean replay) {}
}
