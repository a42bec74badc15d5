package org.tongzhou.plan;

import java.util.Locale;

/** What papers are asked for: the kind of event, and what an accident led to. */
public enum Occasion {
    HOSPITAL,
    ILLNESS,
    ACCIDENT,
    DISABILITY,
    DEATH;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Occasion of(EventKind kind) {
        return valueOf(kind.name());
    }
}
