package org.tongzhou.plan;

import java.util.Locale;

/** Over what a limit counts: one event, one term of cover, or the member's life. */
public enum Per {
    EVENT,
    TERM,
    LIFE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
