package org.tongzhou.payment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bank's book is not read on: since when, why by the code of a refusal, and the oldest message that was not read where the
 * bank gave one.
 */
public record BookStop(Instant since, String why, @Nullable Long answer) {
    /** No message came, or none that could be kept. */
    static final String SILENT = "payment_book_silent";

    /** Something of ours broke on it. */
    static final String FAULT = "payment_book_fault";

    private static final Duration PASSING = Duration.ofMinutes(10);

    /** A line that is silent comes back by itself as a rule; a message that breaks stays as it is. */
    boolean isToBeTold(Instant now) {
        return !isSilent() || !since.plus(PASSING).isAfter(now);
    }

    public boolean isSilent() {
        return why.equals(SILENT);
    }
}
