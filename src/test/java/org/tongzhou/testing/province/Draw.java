package org.tongzhou.testing.province;

import java.util.Random;

/** Chance without state: the same question about the same thing always gives the same answer. */
final class Draw {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;

    Draw(long seed) {
        this.seed = mix(seed + GOLDEN);
    }

    /** 64 even bits for question {@code what} about thing {@code number}. */
    long bits(int what, long number) {
        return mix(mix(seed + what * GOLDEN) + number * GOLDEN);
    }

    /** From 0 to {@code bound} − 1. */
    int below(int bound, int what, long number) {
        return (int) Long.remainderUnsigned(bits(what, number), bound);
    }

    boolean isOneOf(int perMille, int what, long number) {
        return below(1000, what, number) < perMille;
    }

    /** A bell around 0 with width 1. */
    double bell(int what, long number) {
        return new Random(bits(what, number)).nextGaussian();
    }

    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
