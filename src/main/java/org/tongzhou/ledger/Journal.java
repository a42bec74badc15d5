package org.tongzhou.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A journal as posted; never changed. {@code bookDate} is the value date, or the first day of the first open month when it
 * came after its month was closed. {@code reverses} is the journal that this one takes back.
 */
public record Journal(
        JournalId id,
        Template template,
        String cause,
        LocalDate valueDate,
        LocalDate bookDate,
        Instant postedAt,
        @Nullable JournalId reverses,
        List<Line> lines) {
    public Journal {
        lines = List.copyOf(lines);
    }

    /** True when it came after its own month was closed. */
    public boolean isLate() {
        return !bookDate.equals(valueDate);
    }
}
