package org.tongzhou.contribution;

import java.time.Instant;
import java.util.Map;

/** A file of the bank that was taken in, with the number of lines by outcome. */
public record Statement(StatementId id, String name, int lines, Instant uploadedAt, Map<Outcome, Integer> outcomes) {
    public int needingSomebody() {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getKey().needsSomebody())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
