package org.tongzhou.adjudication;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.tongzhou.plan.Per;

/** What one decision uses of its limits, on top of what earlier decisions used. Money is exact, stays and the like are counts. */
final class Limits {
    final CoverFacts cover;
    private final UsedSoFar before;
    private @Nullable Use last;
    private @Nullable Use mark;

    /** When a use is known, and whether it stands though the benefit pays nothing. */
    private enum Kind {
        FINAL_AMOUNT,
        IF_PAID,
        ALWAYS
    }

    /** One use and the one before it: most decisions have one or two, so a chain is all that is needed. */
    private static final class Use {
        private final LimitKey key;
        private final @Nullable Use earlier;
        private long value;
        private Kind kind;

        Use(LimitKey key, long value, Kind kind, @Nullable Use earlier) {
            this.key = key;
            this.value = value;
            this.kind = kind;
            this.earlier = earlier;
        }
    }

    Limits(CoverFacts cover, UsedSoFar before) {
        this.cover = cover;
        this.before = before;
    }

    /** The same limits before this decision. */
    Limits anew() {
        return new Limits(cover, before);
    }

    LimitKey key(String limit, Per per, int eventDay) {
        return switch (per) {
            case EVENT -> new LimitKey(limit, per, eventDay);
            case TERM -> new LimitKey(limit, per, cover.from);
            case LIFE -> new LimitKey(limit, per, 0);
        };
    }

    /** Exact fen that earlier decisions, and benefits before this one, used. */
    long usedExact(LimitKey key) {
        return Math.addExact(Exact.ofFen(before.of(key)), here(key));
    }

    long usedCount(LimitKey key) {
        return before.of(key) + here(key);
    }

    private long here(LimitKey key) {
        long sum = 0;
        for (Use use = last; use != null; use = use.earlier) {
            sum += use.key.equals(key) ? use.value : 0;
        }
        return sum;
    }

    /** Uses what the benefit finally pays, or what there is before a rule that multiplies. */
    void useFinal(LimitKey key) {
        last = new Use(key, 0, Kind.FINAL_AMOUNT, last);
    }

    void useIfPaid(LimitKey key, long value) {
        last = new Use(key, value, Kind.IF_PAID, last);
    }

    /** For a deductible: it is met by cost, whether or not something is paid. */
    void useAlways(LimitKey key, long value) {
        last = new Use(key, value, Kind.ALWAYS, last);
    }

    void beginBenefit() {
        mark = last;
    }

    /** Fixes the uses that follow the amount. */
    void settle(long amount) {
        for (Use use = last; use != mark && use != null; use = use.earlier) {
            if (use.kind == Kind.FINAL_AMOUNT) {
                use.value = amount;
                use.kind = Kind.IF_PAID;
            }
        }
    }

    /** The benefit pays nothing: only what stands always is used. */
    void unpaid() {
        Use kept = mark;
        for (Use use = last; use != mark && use != null; use = use.earlier) {
            if (use.kind == Kind.ALWAYS) {
                kept = new Use(use.key, use.value, use.kind, kept);
            }
        }
        last = kept;
    }

    /** The benefit does not count at all. */
    void forget() {
        last = mark;
    }

    /** Fen rounded HALF_UP, and counts, of every limit that is used. */
    Map<LimitKey, Long> consumption() {
        Use only = last;
        if (only == null) {
            return Map.of();
        }
        if (only.earlier == null) {
            long used = rounded(only.key, only.value);
            return used == 0 ? Map.of() : Map.of(only.key, used);
        }
        Map<LimitKey, Long> sums = new TreeMap<>();
        for (Use use = only; use != null; use = use.earlier) {
            sums.merge(use.key, use.value, Math::addExact);
        }
        sums.replaceAll(Limits::rounded);
        sums.values().removeIf(use -> use == 0);
        return Collections.unmodifiableMap(sums);
    }

    /** The same, one by one. */
    void each(ObjLongConsumer<LimitKey> use) {
        Use only = last;
        if (only != null && only.earlier == null) {
            long used = rounded(only.key, only.value);
            if (used != 0) {
                use.accept(only.key, used);
            }
        } else if (only != null) {
            consumption().forEach(use::accept);
        }
    }

    private static long rounded(LimitKey key, long use) {
        return key.isMoney() ? Exact.roundHalfUp(use) : use;
    }
}
