package org.tongzhou.adjudication;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** What one decision uses of its limits, on top of what earlier decisions used. Money is exact, stays and the like are counts. */
final class Limits {
    private CoverFacts cover;
    private UsedSoFar before;

    /** The last use; each knows the one before it. Most decisions have one or two, so a chain is all that is needed. */
    private @Nullable Use last;

    private @Nullable Use mark;

    Limits(CoverFacts cover, UsedSoFar before) {
        this.cover = cover;
        this.before = before;
    }

    /** For the next decision: those of another cover. */
    void restart(CoverFacts next, UsedSoFar used) {
        cover = next;
        before = used;
        last = null;
    }

    /** What was used, apart from the decisions that follow. */
    Limits kept() {
        Limits kept = anew();
        kept.last = last;
        return kept;
    }

    CoverFacts cover() {
        return cover;
    }

    /** The same limits before this decision. */
    Limits anew() {
        return new Limits(cover, before);
    }

    /** What an event of this day may use of a limit. */
    Use of(Limit limit, int day) {
        return limit.on(day, cover);
    }

    /** Exact fen that other decisions, and benefits before this one, used. */
    long usedExact(Use use) {
        return Math.addExact(Exact.ofFen(use.before(before)), here(use));
    }

    long usedCount(Use use) {
        return use.before(before) + here(use);
    }

    /** The same without decisions that come after this one: where it goes on. */
    long precedingExact(Use use) {
        return Math.addExact(Exact.ofFen(use.preceding(before)), here(use));
    }

    long precedingCount(Use use) {
        return use.preceding(before) + here(use);
    }

    private long here(Use use) {
        return sum(last, use);
    }

    /** What this use and those before it used of the limit. */
    private static long sum(@Nullable Use from, Use limit) {
        long sum = 0;
        for (Use use = from; use != null; use = use.earlier) {
            sum += use.isOfSame(limit) ? use.value : 0;
        }
        return sum;
    }

    /** Uses what the benefit finally pays, or what there is before a rule that multiplies. */
    void useFinal(Use use) {
        use.following = true;
        add(use, 0);
    }

    void useIfPaid(Use use, long value) {
        add(use, value);
    }

    /** For a deductible: it is met by cost, whether or not something is paid. */
    void useAlways(Use use, long value) {
        use.always = true;
        add(use, value);
    }

    private void add(Use use, long value) {
        use.value = value;
        use.earlier = last;
        last = use;
    }

    void beginBenefit() {
        mark = last;
    }

    /** Fixes the uses that follow the amount. */
    void settle(long amount) {
        for (Use use = last; use != mark && use != null; use = use.earlier) {
            if (use.following) {
                use.value = amount;
                use.following = false;
            }
        }
    }

    /** The benefit pays nothing: only what stands always is used. */
    void unpaid() {
        Use use = last;
        last = mark;
        while (use != mark && use != null) {
            Use earlier = use.earlier;
            if (use.always) {
                add(use, use.value);
            }
            use = earlier;
        }
    }

    /** The benefit does not count at all. */
    void forget() {
        last = mark;
    }

    /** Fen rounded HALF_UP, and counts, of every limit that is used. */
    Map<LimitKey, Long> consumption() {
        if (last == null) {
            return Map.of();
        }
        Map<LimitKey, Long> sums = new TreeMap<>();
        each(sums::put);
        return Collections.unmodifiableMap(sums);
    }

    /** The same, one by one. */
    void each(ObjLongConsumer<LimitKey> told) {
        for (Use use = last; use != null; use = use.earlier) {
            if (!countsLater(use)) {
                long used = use.rounded(sum(use, use));
                if (used != 0) {
                    told.accept(use.key(), used);
                }
            }
        }
    }

    /** True when the same limit was used again after this. */
    private boolean countsLater(Use use) {
        Use later = last;
        while (later != use && later != null && !later.isOfSame(use)) {
            later = later.earlier;
        }
        return later != use;
    }
}
