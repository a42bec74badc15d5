package org.tongzhou.adjudication;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What the member's earlier decisions used of each limit, in fen; the caller reads it under the lock that guards it. */
public record UsedSoFar(Map<LimitKey, Long> fen) {
    public static final UsedSoFar NOTHING = new UsedSoFar(Map.of());

    public UsedSoFar {
        fen = Collections.unmodifiableMap(new TreeMap<>(fen));
    }

    public long of(LimitKey key) {
        return fen.getOrDefault(key, 0L);
    }

    /** After a decision that was carried out. */
    public UsedSoFar plus(Map<LimitKey, Long> consumption) {
        Map<LimitKey, Long> sum = new TreeMap<>(fen);
        consumption.forEach((key, used) -> sum.merge(key, used, Math::addExact));
        return new UsedSoFar(sum);
    }
}
