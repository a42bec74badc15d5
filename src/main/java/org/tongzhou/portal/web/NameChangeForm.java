package org.tongzhou.portal.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.person.OpenNameChange;

/** The form for a corrected name; {@code open} is the one that still waits, {@code error} what was wrong just now, about {@code errorField}. */
public record NameChangeForm(
        long person,
        String registered,
        @Nullable OpenNameChange open,
        String name,
        String reason,
        @Nullable String error,
        String errorField) {
    /** What is wrong with this field. */
    public @Nullable String errorOf(String field) {
        return errorField.equals(field) ? error : null;
    }
}
