package org.tongzhou.document.picture;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What a page looks like, small: where its ink lies on a grid, four bits a cell. Two photographs of one page stay close
 * whatever the angle and the light, two sheets of one form that say something else do not.
 */
public record Likeness(int width, int height, byte[] ink) {
    private static final int CELLS = 256;
    private static final int FINE = 4;
    private static final int LEVELS = 15;

    /** Cells at the edge in which a table may show. */
    private static final int EDGE = 6;

    private static final int COARSE_ACROSS = 24;
    private static final int COARSE_DOWN = 16;
    private static final double OTHER_SHAPE = 0.2;

    public static Likeness of(Straight page) {
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
            ink[i] = (byte) Math.min(LEVELS, cells[i] * LEVELS / most);
        }
        return ink;
    }

    /** Width, height, and two cells a byte. */
    public String text() {
        byte[] packed = new byte[(ink.length + 1) / 2];
        for (int i = 0; i < ink.length; i++) {
            packed[i / 2] |= (byte) (ink[i] << 4 * (i & 1));
        }
        return width + "x" + height + ":" + Base64.getEncoder().encodeToString(packed);
    }

    public static Likeness parse(String text) {
        int by = text.indexOf('x');
        int colon = text.indexOf(':');
        int width = Integer.parseInt(text.substring(0, by));
        int height = Integer.parseInt(text.substring(by + 1, colon));
        byte[] bytes = Base64.getDecoder().decode(text.substring(colon + 1));
        if (bytes.length == width * height) {
            // As an older edition kept it, one cell a byte.
            return new Likeness(width, height, bytes);
        }
        byte[] ink = new byte[width * height];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = (byte) (bytes[i / 2] >> 4 * (i & 1) & LEVELS);
        }
        return new Likeness(width, height, ink);
    }

    /** The same page seen after half a turn; which way is up is not known of every page. */
    private Likeness halfTurned() {
        byte[] turned = new byte[ink.length];
        for (int i = 0; i < ink.length; i++) {
            turned[ink.length - 1 - i] = ink[i];
        }
        return new Likeness(width, height, turned);
    }

    private Likeness quarterTurned() {
        byte[] turned = new byte[ink.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned[x * height + height - 1 - y] = ink[y * width + x];
            }
        }
        return new Likeness(height, width, turned);
    }

    private Likeness lying() {
        return width >= height ? this : quarterTurned();
    }

    private Plane plane() {
        return Plane.of(width, height, ink);
    }

    /** 0 to 1: how much of the writing of one page the other has too, whichever way up. */
    public double to(Likeness other) {
        Likeness page = lying();
        Likeness level = other.lying();
        double shape = (double) level.height * page.width / ((double) page.height * level.width);
        if (Math.abs(shape - 1) > OTHER_SHAPE || page.width != level.width) {
            return 0;
        }
        return new Overlay(page.plane())
                .share(List.of(level.plane(), level.halfTurned().plane()));
    }

    /** 384 bits that change little between photographs of one page: where ink is denser than usual, on a 24 by 16 grid. */
    public byte[] coarse() {
        Likeness wide = lying();
        double[] cells = new double[COARSE_ACROSS * COARSE_DOWN];
        for (int y = 0; y < wide.height; y++) {
            for (int x = 0; x < wide.width; x++) {
                int cell = y * COARSE_DOWN / wide.height * COARSE_ACROSS + x * COARSE_ACROSS / wide.width;
                cells[cell] += wide.ink[y * wide.width + x];
            }
        }
        double[] both = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            both[i] = cells[i] + cells[cells.length - 1 - i];
        }
        double[] sorted = both.clone();
        Arrays.sort(sorted);
        double middle = sorted[sorted.length / 2];
        byte[] bits = new byte[cells.length / 8];
        for (int i = 0; i < cells.length; i++) {
            bits[i / 8] |= (byte) (both[i] > middle ? 1 << i % 8 : 0);
        }
        return bits;
    }
}
