package org.tongzhou.document;

import java.time.Instant;
import java.util.List;
import org.tongzhou.kernel.PersonId;

/**
 * A stored paper. {@code pages} is 0 for XML, which has no picture. {@code advice} is what would make a poor photograph
 * better, the first thing first: empty for a good one, for what is no photograph, and once somebody uses it anyway.
 */
public record Paper(
        PaperId id,
        PersonId owner,
        String kind,
        String fileName,
        PaperType type,
        int pages,
        Instant storedAt,
        List<Quality.Advice> advice) {
    public Paper {
        advice = List.copyOf(advice);
    }
}
