package org.tongzhou.access.web;

import org.jspecify.annotations.Nullable;

/** A later step of signing in; {@code error} is a sentence. {@code askPerson}: the first administrator has no name yet. */
public record StepPage(
        String next,
        boolean askPerson,
        Typed typed,
        @Nullable String error) {
    /** What was typed of the person, kept when the form comes back; never a password. */
    public record Typed(String name, String phone) {
        static final Typed NOTHING = new Typed("", "");
    }

    static StepPage of(String next) {
        return new StepPage(next, false, Typed.NOTHING, null);
    }

    StepPage withError(@Nullable String sentence) {
        return new StepPage(next, askPerson, typed, sentence);
    }
}
