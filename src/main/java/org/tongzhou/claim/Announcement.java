package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * What a member was told of a benefit that is paid without asking: how much, on which day. {@code end} is null until
 * then; {@code reason} says why a person looks at it, in words under {@code claim.direct.reason.<code>}.
 */
public record Announcement(
        Money amount,
        LocalDate payOn,
        Instant announcedAt,
        @Nullable End end,
        @Nullable String reason) {

    /** What became of it. */
    public enum End {
        /** Approved by the rules alone. */
        APPROVED,
        /** Approved by the rules in place of the first check; the next level decides. */
        PASSED_ON,
        OBJECTED,
        TO_A_PERSON,
        STOPPED
    }
}
