package org.tongzhou.adjudication;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.plan.Per;

/**
 * What the member's earlier decisions used of each limit, in fen or as a count; the caller reads it under the lock that
 * guards it.
 */
public final class UsedSoFar {
    public static final UsedSoFar NOTHING = new UsedSoFar(Map.of());

    /** Members have used two or three limits, so that one is found soonest by looking at each. */
    private final @Nullable Used first;

    private record Used(
            String limit,
            Per per,
            long firstDay,
            long amount,
            @Nullable Used next) {}

    public UsedSoFar(Map<LimitKey, Long> amounts) {
        Used last = null;
        for (Map.Entry<LimitKey, Long> used : amounts.entrySet()) {
            LimitKey key = used.getKey();
            last = new Used(key.limit(), key.per(), key.firstDay(), used.getValue(), last);
        }
        this.first = last;
    }

    public Map<LimitKey, Long> amounts() {
        Map<LimitKey, Long> amounts = new HashMap<>();
        for (Used used = first; used != null; used = used.next) {
            amounts.put(new LimitKey(used.limit, used.per, used.firstDay), used.amount);
        }
        return Map.copyOf(amounts);
    }

    /** 0 for a limit that was never used. */
    public long of(LimitKey key) {
        return of(key.limit(), key.per(), key.firstDay());
    }

    /** The same without a key. */
    long of(String limit, Per per, long firstDay) {
        Used used = first;
        while (used != null && !(used.firstDay == firstDay && used.per == per && used.limit.equals(limit))) {
            used = used.next;
        }
        return used == null ? 0 : used.amount;
    }

    /** After a decision that was carried out. */
    public UsedSoFar plus(Map<LimitKey, Long> consumption) {
        if (consumption.isEmpty()) {
            return this;
        }
        if (first == null) {
            return new UsedSoFar(consumption);
        }
        Map<LimitKey, Long> sum = new HashMap<>(amounts());
        consumption.forEach((key, used) -> sum.merge(key, used, Math::addExact));
        return new UsedSoFar(sum);
    }
}
