package org.tongzhou.adjudication;

import java.math.BigDecimal;

/**
 * Exact amounts as a {@code long}: fen × 10⁸, which two rates of four decimals never exceed. Overflow throws, rounding
 * happens once, in {@link #roundHalfUp}.
 */
final class Exact {
    private static final long ONE = 100_000_000L;
    private static final int SCALE = 8;
    private static final int WHOLE_RATE = 10_000;

    /** The largest sum of bills, 900 million yuan: every exact amount of it fits. */
    static final long MOST_FEN = 90_000_000_000L;

    private Exact() {}

    static long ofFen(long fen) {
        return Math.multiplyExact(fen, ONE);
    }

    /** The amount times a rate of at most 10,000 basis points; throws where the result would need more decimals. */
    static long rate(long exact, int basisPoints) {
        long whole = exact / WHOLE_RATE * basisPoints;
        long rest = exact % WHOLE_RATE * basisPoints;
        if (rest == 0) {
            return whole;
        }
        if (rest % WHOLE_RATE != 0) {
            throw new ArithmeticException("more than two rates one after another");
        }
        return whole + rest / WHOLE_RATE;
    }

    /** To the fen; the amount is never negative. */
    static long roundHalfUp(long exact) {
        return (exact + ONE / 2) / ONE;
    }

    /** True when rounding leaves at least a fen. */
    static boolean isSome(long exact) {
        return exact >= ONE / 2;
    }

    static boolean isWholeFen(long exact) {
        return exact % ONE == 0;
    }

    /** In fen, without trailing zeros behind the point. */
    static BigDecimal decimal(long exact) {
        return isWholeFen(exact)
                ? BigDecimal.valueOf(exact / ONE)
                : BigDecimal.valueOf(exact, SCALE).stripTrailingZeros();
    }
}
