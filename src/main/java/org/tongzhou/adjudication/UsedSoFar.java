package org.tongzhou.adjudication;

import java.util.HashMap;
import java.util.Map;

/**
 * What the member's earlier decisions used of each limit, in fen or as a count; the caller reads it under the lock that
 * guards it.
 */
public record UsedSoFar(Map<LimitKey, Long> amounts) {
    public static final UsedSoFar NOTHING = new UsedSoFar(Map.of());

    public UsedSoFar {
        amounts = Map.copyOf(amounts);
    }

    boolean isNothing() {
        return amounts.isEmpty();
    }

    public long of(LimitKey key) {
        return amounts.getOrDefault(key, 0L);
    }

    /** After a decision that was carried out. */
    public UsedSoFar plus(Map<LimitKey, Long> consumption) {
        if (consumption.isEmpty()) {
            return this;
        }
        Map<LimitKey, Long> sum = new HashMap<>(amounts);
        consumption.forEach((key, used) -> sum.merge(key, used, Math::addExact));
        return new UsedSoFar(sum);
    }
}
