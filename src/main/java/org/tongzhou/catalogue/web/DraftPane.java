package org.tongzhou.catalogue.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Both readings of the text side by side, and its faults; {@code cut} says what the form leaves out, empty for nothing. */
public record DraftPane(long id, String text, List<Group> groups, String cut, List<Fault> faults, boolean edit) {
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
}
