package org.tongzhou.portal.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.person.IdentityChange;

/**
 * The form for a corrected identity number; {@code open} is the one that still waits, {@code hadOthers}: the member was registered under
 * other numbers before; {@code error} what was wrong just now, about {@code errorField}.
 */
public record IdentityChangeForm(
        long person,
        String name,
        String registered,
        @Nullable Open open,
        boolean hadOthers,
        Typed typed,
        @Nullable String error,
        String errorField) {
    /** One that waits, masked. */
    public record Open(long id, String number, String askedAt, String reason) {}

    /** What was typed. */
    public record Typed(
            @Nullable String number,
            IdentityChange.@Nullable Cause cause,
            @Nullable String reason) {
        static final Typed NOTHING = new Typed(null, null, null);

        public String said(@Nullable String text) {
            return text == null ? "" : text;
        }

        public IdentityChange.Cause why() {
            return cause == null ? IdentityChange.Cause.SLIP : cause;
        }

        @Override
        public String toString() {
            return "Typed[]";
        }
    }

    /** What is wrong with this field. */
    public @Nullable String errorOf(String field) {
        return errorField.equals(field) ? error : null;
    }

    @Override
    public String toString() {
        return "IdentityChangeForm[" + person + "]";
    }
}
