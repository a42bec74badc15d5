package org.tongzhou.ledger;

import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;

/** A month that somebody proposed to close or that is closed; names are masked. */
public record Period(
        YearMonth month,
        PersonId proposedBy,
        String proposedName,
        Instant proposedAt,
        @Nullable String closedName,
        @Nullable Instant closedAt) {
    public boolean isClosed() {
        return closedAt != null;
    }
}
