package org.tongzhou.document.picture;

import java.util.Arrays;

/** Where the ink of a page is denser than usual, on a 24 by 16 grid, the same whichever way up. */
final class CoarseLikeness {
    private static final int ACROSS = 24;
    private static final int DOWN = 16;

    private CoarseLikeness() {}

    static byte[] of(Likeness wide) {
        double[] both = bothWays(ink(wide));
        double[] sorted = both.clone();
        Arrays.sort(sorted);
        double middle = sorted[sorted.length / 2];
        byte[] bits = new byte[both.length / 8];
        for (int i = 0; i < both.length; i++) {
            bits[i / 8] |= (byte) (both[i] > middle ? 1 << i % 8 : 0);
        }
        return bits;
    }

    private static double[] ink(Likeness wide) {
        double[] cells = new double[ACROSS * DOWN];
        for (int y = 0; y < wide.height(); y++) {
            for (int x = 0; x < wide.width(); x++) {
                int cell = y * DOWN / wide.height() * ACROSS + x * ACROSS / wide.width();
                cells[cell] += wide.ink()[y * wide.width() + x];
            }
        }
        return cells;
    }

    private static double[] bothWays(double[] cells) {
        double[] both = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            both[i] = cells[i] + cells[cells.length - 1 - i];
        }
        return both;
    }
}
