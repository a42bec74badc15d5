package org.tongzhou.portal.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.person.OpenChange;

/**
 * The form for another account of a member at the desk: {@code current} is where benefits go, {@code heir} the heir who takes them;
 * {@code open} is the change that still waits, {@code barred} why the reader may neither ask nor take back, {@code error} what was wrong just now, about {@code errorField}.
 */
public record PersonAccountForm(
        long person,
        String name,
        String current,
        @Nullable String heir,
        @Nullable OpenChange open,
        @Nullable String barred,
        String bank,
        String reason,
        @Nullable String error,
        String errorField) {
    /** What is wrong with this field. */
    public @Nullable String errorOf(String field) {
        return errorField.equals(field) ? error : null;
    }
}
