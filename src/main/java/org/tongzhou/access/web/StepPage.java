package org.tongzhou.access.web;

import java.util.Map;

/** A later step of signing in; {@code askPerson}: the first administrator has no name yet. */
public record StepPage(String next, boolean askPerson, Typed typed, FormErrors errors) {
    /** What was typed of the person, kept when the form comes back; never a password. */
    public record Typed(String name, String phone) {
        static final Typed NOTHING = new Typed("", "");
    }

    static StepPage of(String next) {
        return new StepPage(next, false, Typed.NOTHING, FormErrors.NONE);
    }

    static StepPage wrongCode(String next, String sentence) {
        return new StepPage(next, false, Typed.NOTHING, new FormErrors(Map.of("code", sentence)));
    }
}
