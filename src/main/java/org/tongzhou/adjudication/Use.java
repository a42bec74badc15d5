package org.tongzhou.adjudication;

import org.jspecify.annotations.Nullable;

/** What one decision uses of one limit over one period. Money is exact. */
final class Use {
    private final Limit limit;
    private final int firstDay;

    /** What is used, once it stands in the chain of uses before {@code earlier}. */
    long value;

    /** The value follows the amount, which is not final yet. */
    boolean following;

    /** It stands though the benefit pays nothing. */
    boolean always;

    @Nullable
    Use earlier;

    Use(Limit limit, int firstDay) {
        this.limit = limit;
        this.firstDay = firstDay;
    }

    /** How others know it; made only for those who ask. */
    LimitKey key() {
        return new LimitKey(limit.name, limit.per, firstDay);
    }

    long before(UsedSoFar used) {
        return used.of(limit.name, limit.per, firstDay);
    }

    boolean isOfSame(Use other) {
        return this == other || firstDay == other.firstDay && limit.isSame(other.limit);
    }

    long preceding(UsedSoFar used) {
        return used.preceding(limit.name, limit.per, firstDay);
    }

    /** As it is told: fen rounded HALF_UP, or a count. */
    long rounded(long sum) {
        return limit.money ? Exact.roundHalfUp(sum) : sum;
    }
}
