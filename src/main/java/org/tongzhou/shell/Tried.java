package org.tongzhou.shell;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a page keeps of a form that was refused: what was typed, and by the field's id the sentence about it. */
public record Tried(Map<String, List<String>> typed, Map<String, String> errors) {
    /** Nothing was sent yet. */
    public static final Tried NOTHING = new Tried(Map.of(), Map.of());

    public Tried {
        typed = Map.copyOf(typed);
        errors = Map.copyOf(errors);
    }

    public String value(String field) {
        return value(field, "");
    }

    /** What was typed, or what stands there before anybody types. */
    public String value(String field, String before) {
        return typed.getOrDefault(field, List.of(before)).get(0);
    }

    /** Of several fields of one name the one in this place, counted from zero. */
    public String value(String field, int place) {
        List<String> all = typed.getOrDefault(field, List.of());
        return place < all.size() ? all.get(place) : "";
    }

    /** An option that was selected, or a box that was ticked. */
    public boolean chose(String field, String option) {
        return typed.getOrDefault(field, List.of()).contains(option);
    }

    /** Null where the field is right. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
