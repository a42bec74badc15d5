package org.tongzhou.document.picture;

import java.util.Base64;

/**
 * What a page looks like, small: where its ink lies on a coarse grid, four bits a cell. Two photographs of one page stay
 * close whatever the angle and the light, two receipts of one form do not.
 */
public record Likeness(int width, int height, byte[] ink) {
    private static final int CELLS = 128;
    private static final int FINE = 4;
    private static final int LEVELS = 15;

    public static Likeness of(Straight page) {
        double ratio = page.ratio() > 1 ? 1 / page.ratio() : page.ratio();
        int tall = (int) Math.max(16, Math.round(CELLS * ratio));
        int across = page.ratio() > 1 ? tall : CELLS;
        int down = page.ratio() > 1 ? CELLS : tall;
        Grey grey = Grey.of(Pixels.scaledTo(page.page(across * FINE), across * FINE, down * FINE)).mean(1);
        Grey paper = grey.mean(FINE * 4);
        int[] cells = new int[across * down];
        int most = 1;
        for (int y = 0; y < down * FINE; y++) {
            for (int x = 0; x < across * FINE; x++) {
                int light = Math.max(32, paper.at(x, y));
                cells[y / FINE * across + x / FINE] += Math.max(0, 256 * (light - grey.at(x, y)) / light - 6);
            }
        }
        int[] sorted = cells.clone();
        java.util.Arrays.sort(sorted);
        most = Math.max(most, sorted[sorted.length * 98 / 100]);
        byte[] ink = new byte[cells.length];
        for (int i = 0; i < cells.length; i++) {
            ink[i] = (byte) Math.min(LEVELS, cells[i] * LEVELS / most);
        }
        return new Likeness(across, down, ink);
    }

    public String text() {
        return width + "x" + height + ":" + Base64.getEncoder().encodeToString(ink);
    }

    public static Likeness parse(String text) {
        int by = text.indexOf('x');
        int colon = text.indexOf(':');
        return new Likeness(
                Integer.parseInt(text.substring(0, by)),
                Integer.parseInt(text.substring(by + 1, colon)),
                Base64.getDecoder().decode(text.substring(colon + 1)));
    }
}
