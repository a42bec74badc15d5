package org.tongzhou.adjudication;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.tongzhou.plan.Per;

/**
 * What the member's other decisions used of each limit, in fen or as a count; the caller reads it under the lock that
 * guards it. What goes on where earlier decisions stopped, such as the rate of the second stay, asks for the part of it that precedes.
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
            long preceding,
            @Nullable Used next) {}

    /** All of it by decisions before the one at hand. */
    public UsedSoFar(Map<LimitKey, Long> amounts) {
        this(amounts, amounts);
    }

    /** {@code preceding} is what decisions before the one at hand used; the rest is of later ones that are there already. */
    public UsedSoFar(Map<LimitKey, Long> amounts, Map<LimitKey, Long> preceding) {
        Used last = null;
        for (Map.Entry<LimitKey, Long> used : amounts.entrySet()) {
            LimitKey key = used.getKey();
            long before = preceding.getOrDefault(key, 0L);
            last = new Used(key.limit(), key.per(), key.firstDay(), used.getValue(), before, last);
        }
        this.first = last;
    }

    public Map<LimitKey, Long> amounts() {
        return each(Used::amount);
    }

    private Map<LimitKey, Long> each(ToLongFunction<Used> part) {
        Map<LimitKey, Long> amounts = new HashMap<>();
        for (Used used = first; used != null; used = used.next) {
            amounts.put(new LimitKey(used.limit, used.per, used.firstDay), part.applyAsLong(used));
        }
        return Map.copyOf(amounts);
    }

    /** 0 for a limit that was never used. */
    public long of(LimitKey key) {
        return of(key.limit(), key.per(), key.firstDay());
    }

    /** The same without a key. */
    long of(String limit, Per per, long firstDay) {
        Used used = find(limit, per, firstDay);
        return used == null ? 0 : used.amount;
    }

    /** The part of it by decisions before the one at hand. */
    long preceding(String limit, Per per, long firstDay) {
        Used used = find(limit, per, firstDay);
        return used == null ? 0 : used.preceding;
    }

    private @Nullable Used find(String limit, Per per, long firstDay) {
        Used used = first;
        while (used != null && !(used.firstDay == firstDay && used.per == per && used.limit.equals(limit))) {
            used = used.next;
        }
        return used;
    }

    /** After a decision that was carried out. */
    public UsedSoFar plus(Map<LimitKey, Long> consumption) {
        if (consumption.isEmpty()) {
            return this;
        }
        if (first == null) {
            return new UsedSoFar(consumption);
        }
        return new UsedSoFar(sum(amounts(), consumption), sum(each(Used::preceding), consumption));
    }

    private static Map<LimitKey, Long> sum(Map<LimitKey, Long> before, Map<LimitKey, Long> consumption) {
        Map<LimitKey, Long> sum = new HashMap<>(before);
        consumption.forEach((key, used) -> sum.merge(key, used, Math::addExact));
        return sum;
    }
}
