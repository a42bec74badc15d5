package org.tongzhou.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A separate consent by purpose (PIPL art. 28–29); {@code wording} names the version of the text that was shown. */
public record Consent(
        Purpose purpose,
        String wording,
        Instant givenAt,
        @Nullable Instant withdrawnAt) {
    /** What the data may be used for. */
    public enum Purpose {
        IDENTITY,
        HEALTH,
        ACCOUNT,
        MATCHING,
        /** Fetching settlements, computing and paying without an application. */
        DIRECT
    }
}
