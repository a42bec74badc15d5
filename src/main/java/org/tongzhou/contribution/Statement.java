package org.tongzhou.contribution;

import java.time.Instant;
import java.util.Map;

/** A file of the bank with the number of lines by outcome; with {@code faults} none of it was taken. */
public record Statement(
        StatementId id, String name, int lines, int faults, Instant uploadedAt, Map<Outcome, Integer> outcomes) {
    public boolean isRefused() {
        return faults > 0;
    }

    public int needingSomebody() {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getKey().needsSomebody())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
