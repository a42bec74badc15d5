package org.tongzhou.plan;

import java.util.Locale;

/** What happened to the member. Which benefits it opens follows from the facts, not from the kind alone: an accident may bring a stay. */
public enum EventKind {
    HOSPITAL,
    ILLNESS,
    ACCIDENT;

    /** As plan files, interfaces and message keys write it: {@code hospital}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
