package org.tongzhou.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a message of the bank's came, and whose hand carried it; null: it came by the bank's own line. */
record Arrival(@Nullable Hand by, Instant at) {
    static Arrival byLine(Instant at) {
        return new Arrival(null, at);
    }

    static Arrival carried(Hand by, Instant at) {
        return new Arrival(by, at);
    }
}
