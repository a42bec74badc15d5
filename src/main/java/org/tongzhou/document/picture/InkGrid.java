package org.tongzhou.document.picture;

import java.util.Arrays;

/** Measures where the ink of a page lies, cell by cell, against the paper around it. */
final class InkGrid {
    private static final int CELLS = 256;
    private static final int FINE = 4;

    /** Cells at the edge in which a table may show. */
    private static final int EDGE = 6;

    private InkGrid() {}

    static Likeness of(Straight page) {
        double ratio = page.ratio() > 1 ? 1 / page.ratio() : page.ratio();
        int small = (int) Math.max(16, Math.round(CELLS * ratio));
        int across = page.ratio() > 1 ? small : CELLS;
        int down = page.ratio() > 1 ? CELLS : small;
        Grey grey = Grey.of(Pixels.scaledTo(page.page(across * FINE), across * FINE, down * FINE))
                .mean(1);
        Grey paper = grey.mean(FINE * 6);
        int[] cells = new int[across * down];
        for (int y = EDGE * FINE; y < (down - EDGE) * FINE; y++) {
            for (int x = EDGE * FINE; x < (across - EDGE) * FINE; x++) {
                int light = Math.max(32, paper.at(x, y));
                cells[y / FINE * across + x / FINE] += Math.max(0, 256 * (light - grey.at(x, y)) / light - 6);
            }
        }
        return new Likeness(across, down, levels(cells));
    }

    private static byte[] levels(int[] cells) {
        int[] sorted = cells.clone();
        Arrays.sort(sorted);
        int most = Math.max(1, sorted[sorted.length * 98 / 100]);
        byte[] ink = new byte[cells.length];
        for (int i = 0; i < cells.length; i++) {
            ink[i] = (byte) Math.min(Likeness.LEVELS, cells[i] * Likeness.LEVELS / most);
        }
        return ink;
    }
}
