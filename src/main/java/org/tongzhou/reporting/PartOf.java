package org.tongzhou.reporting;

/** Shares as they are told: rounded, but never to the whole while something is missing. */
public final class PartOf {
    private static final long WHOLE = 10_000;

    private PartOf() {}

    /** {@code part} of {@code whole} in basis points; 0 of nothing. */
    static long basisPoints(long part, long whole) {
        return whole == 0 ? 0 : shortOf(part < whole, Math.round(part * (double) WHOLE / whole), 1);
    }

    /** The same to the next multiple of {@code step} basis points. */
    public static long rounded(long basisPoints, long step) {
        return shortOf(basisPoints < WHOLE, Math.round((double) basisPoints / step) * step, step);
    }

    private static long shortOf(boolean less, long basisPoints, long step) {
        return less ? Math.min(WHOLE - step, basisPoints) : basisPoints;
    }
}
