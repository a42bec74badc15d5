package org.tongzhou.claim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/**
 * One row of a claim's history. {@code person} is null when the bank or the system acted; {@code words} is what was said
 * to the member; {@code clause} the citation of a refusal.
 */
public record Step(
        Instant at,
        Verb verb,
        Level level,
        ClaimState state,
        @Nullable PersonId person,
        String actorName,
        @Nullable Money amount,
        @Nullable String clause,
        @Nullable String words) {}
