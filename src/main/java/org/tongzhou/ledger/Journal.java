package org.tongzhou.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A journal as posted; never changed. {@code reverses} is the journal that this one takes back. */
public record Journal(
        JournalId id,
        Template template,
        String cause,
        LocalDate valueDate,
        Instant postedAt,
        @Nullable JournalId reverses,
        List<Line> lines) {
    public Journal {
        lines = List.copyOf(lines);
    }
}
