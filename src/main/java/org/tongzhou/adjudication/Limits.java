package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.tongzhou.plan.Per;

/** What one decision uses of its limits, on top of what earlier decisions used. Money is exact, stays and the like are counts. */
final class Limits {
    /** Most decisions use no limit at all, so room is made when the first one comes. */
    private static final LimitKey[] NO_KEYS = {};

    private static final long[] NO_USES = {};
    private static final Use[] NO_KINDS = {};
    private static final int FEW = 4;

    private final CoverFacts cover;
    private final UsedSoFar before;
    private LimitKey[] keys = NO_KEYS;
    private long[] uses = NO_USES;
    private Use[] kinds = NO_KINDS;
    private int size;
    private int mark;

    /** When a use is known, and whether it stands though the benefit pays nothing. */
    private enum Use {
        FINAL_AMOUNT,
        IF_PAID,
        ALWAYS
    }

    Limits(CoverFacts cover, UsedSoFar before) {
        this.cover = cover;
        this.before = before;
    }

    LimitKey key(String limit, Per per, LocalDate eventDay) {
        return switch (per) {
            case EVENT -> new LimitKey(limit, per, eventDay.toEpochDay());
            case TERM -> new LimitKey(limit, per, cover.term().from().toEpochDay());
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
        for (int i = 0; i < size; i++) {
            sum += keys[i].equals(key) ? uses[i] : 0;
        }
        return sum;
    }

    /** Uses what the benefit finally pays, or what there is before a rule that multiplies. */
    void useFinal(LimitKey key) {
        use(key, 0, Use.FINAL_AMOUNT);
    }

    void useIfPaid(LimitKey key, long value) {
        use(key, value, Use.IF_PAID);
    }

    /** For a deductible: it is met by cost, whether or not something is paid. */
    void useAlways(LimitKey key, long value) {
        use(key, value, Use.ALWAYS);
    }

    private void use(LimitKey key, long value, Use kind) {
        if (size == keys.length) {
            int room = Math.max(FEW, 2 * size);
            keys = Arrays.copyOf(keys, room);
            uses = Arrays.copyOf(uses, room);
            kinds = Arrays.copyOf(kinds, room);
        }
        keys[size] = key;
        uses[size] = value;
        kinds[size++] = kind;
    }

    void beginBenefit() {
        mark = size;
    }

    /** Fixes the uses that follow the amount. */
    void settle(long amount) {
        for (int i = mark; i < size; i++) {
            if (kinds[i] == Use.FINAL_AMOUNT) {
                uses[i] = amount;
                kinds[i] = Use.IF_PAID;
            }
        }
    }

    /** The benefit pays nothing: only what stands always is used. */
    void unpaid() {
        int kept = mark;
        for (int i = mark; i < size; i++) {
            if (kinds[i] == Use.ALWAYS) {
                keys[kept] = keys[i];
                uses[kept] = uses[i];
                kinds[kept++] = kinds[i];
            }
        }
        size = kept;
    }

    /** The benefit does not count at all. */
    void forget() {
        size = mark;
    }

    /** Fen rounded HALF_UP, and counts, of every limit that is used. */
    Map<LimitKey, Long> consumption() {
        Map<LimitKey, Long> sums = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            sums.merge(keys[i], uses[i], Math::addExact);
        }
        sums.replaceAll((key, use) -> key.isMoney() ? Exact.roundHalfUp(use) : use);
        sums.values().removeIf(use -> use == 0);
        return sums;
    }
}
