package org.tongzhou.claim;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;

/**
 * The levels that a claim passes, lowest first. County always; city above 5,000 yuan, for any lump sum, and for one
 * claim in twenty of the rest; province above 50,000 yuan and for re-classifying a paid claim. An appeal goes there whatever the
 * route is. Where a county answers to the province, the province does what the city would. The limits are examples (示例).
 */
public record Route(List<Level> levels) {
    /** Above this amount, exclusive, a second check is due. */
    public static final Money CITY_ABOVE = Money.ofYuan(5_000);
    /** Above this amount, exclusive, the province decides. */
    public static final Money PROVINCE_ABOVE = Money.ofYuan(50_000);

    private static final int SAMPLE_ONE_IN = 20;

    public Route {
        levels = List.copyOf(levels);
    }

    /** What the route depends on. */
    public record Question(Money amount, boolean lumpSum, boolean sampled, boolean reclassified) {
        public static Question of(Money amount, boolean lumpSum, boolean sampled) {
            return new Question(amount, lumpSum, sampled, false);
        }

        /** The same had the claim not been drawn by chance: who looks then looks for quality. */
        Question undrawn() {
            return new Question(amount, lumpSum, false, reclassified);
        }
    }

    /** {@code hasCity} is false where the county answers to the province directly. */
    public static Route of(Question question, boolean hasCity) {
        boolean province = question.amount().compareTo(PROVINCE_ABOVE) > 0 || question.reclassified();
        boolean second = province
                || question.lumpSum()
                || question.sampled()
                || question.amount().compareTo(CITY_ABOVE) > 0;
        List<Level> levels = new ArrayList<>(List.of(Level.COUNTY));
        if (second && hasCity) {
            levels.add(Level.CITY);
        }
        if (province || second && !hasCity) {
            levels.add(Level.PROVINCE);
        }
        return new Route(levels);
    }

    /** Whether the random second check takes a claim: about 5 % of all hashes. */
    static boolean draws(byte[] hash) {
        return Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), SAMPLE_ONE_IN) == 0;
    }

    /** The same route with a level that was not foreseen, when a claim is handed up. */
    public Route including(Level level) {
        if (levels.contains(level)) {
            return this;
        }
        List<Level> more = new ArrayList<>(levels);
        more.add(level);
        more.sort(null);
        return new Route(more);
    }

    /** The level after this one; empty when this one decides. */
    public Optional<Level> after(Level level) {
        return levels.stream().filter(next -> next.compareTo(level) > 0).findFirst();
    }

    public boolean passes(Level level) {
        return levels.contains(level);
    }

    public boolean endsAt(Level level) {
        return after(level).isEmpty();
    }
}
