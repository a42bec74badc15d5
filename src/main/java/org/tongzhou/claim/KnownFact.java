package org.tongzhou.claim;

import org.jspecify.annotations.Nullable;

/**
 * One field of a fact sheet. {@code value} is canonical text (a day as ISO, money as fen); {@code read} is what the paper
 * said, null when a person typed it; {@code confirmed} when a reviewer has looked at it.
 */
public record KnownFact(String value, @Nullable String read, boolean doubtful, boolean confirmed) {
    static KnownFact typed(String value) {
        return new KnownFact(value, null, false, false);
    }

    /** True when a person changed what was read, or typed what could not be read. */
    public boolean isCorrected() {
        return !value.equals(read);
    }

    /** True when a reviewer still has to look: the reading was unsure, or a person changed or typed it. */
    public boolean needsLook() {
        return !confirmed && (doubtful || isCorrected());
    }

    /** Another value by a person, beside what was read. */
    KnownFact corrected(String other) {
        return new KnownFact(other, read, doubtful, false);
    }

    KnownFact lookedAt() {
        return new KnownFact(value, read, doubtful, true);
    }
}
