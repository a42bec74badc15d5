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
    private static final int BLOCK = 8;
    private static final int REACH = 2;
    private static final double PLAIN = 0.8;
    private static final int COARSE_ACROSS = 24;
    private static final int COARSE_DOWN = 16;

    public static Likeness of(Straight page) {
        double ratio = page.ratio() > 1 ? 1 / page.ratio() : page.ratio();
        int tall = (int) Math.max(16, Math.round(CELLS * ratio));
        int across = page.ratio() > 1 ? tall : CELLS;
        int down = page.ratio() > 1 ? CELLS : tall;
        Grey grey = Grey.of(Pixels.scaledTo(page.page(across * FINE), across * FINE, down * FINE))
                .mean(1);
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

    /** 0 to 1: how much of each part of one page is found at the same place, or very near, on the other. */
    public double to(Likeness other) {
        Likeness level = width < height == other.width < other.height ? other : other.quarterTurned();
        if (Math.abs(level.width * height - width * level.height) > 0.12 * width * level.height) {
            return 0;
        }
        double best = 0;
        for (Likeness turned : new Likeness[] {level, level.halfTurned()}) {
            best = Math.max(best, upright(turned));
        }
        return best;
    }

    private double upright(Likeness other) {
        double sum = 0;
        double weights = 0;
        for (int top = 0; top + BLOCK <= height; top += BLOCK) {
            for (int left = 0; left + BLOCK <= width; left += BLOCK) {
                double weight = spread(left, top);
                if (weight > PLAIN) {
                    sum += weight * nearest(other, left, top);
                    weights += weight;
                }
            }
        }
        return weights == 0 ? 0 : Math.max(0, sum / weights);
    }

    private double spread(int left, int top) {
        double sum = 0;
        double squares = 0;
        for (int y = top; y < top + BLOCK; y++) {
            for (int x = left; x < left + BLOCK; x++) {
                int value = ink[y * width + x];
                sum += value;
                squares += (double) value * value;
            }
        }
        double cells = BLOCK * BLOCK;
        return Math.sqrt(Math.max(0, squares / cells - sum * sum / cells / cells));
    }

    private double nearest(Likeness other, int left, int top) {
        double best = -1;
        for (int dy = -REACH; dy <= REACH; dy++) {
            for (int dx = -REACH; dx <= REACH; dx++) {
                best = Math.max(best, alike(other, left, top, dx, dy));
            }
        }
        return best;
    }

    /** Correlation of a block with the other's, moved by some cells. */
    private double alike(Likeness other, int left, int top, int dx, int dy) {
        double sa = 0;
        double sb = 0;
        double saa = 0;
        double sbb = 0;
        double sab = 0;
        int n = 0;
        for (int y = top; y < top + BLOCK; y++) {
            int otherY = y * other.height / height + dy;
            for (int x = left; x < left + BLOCK; x++) {
                int otherX = x * other.width / width + dx;
                if (otherX >= 0 && otherX < other.width && otherY >= 0 && otherY < other.height) {
                    int a = ink[y * width + x];
                    int b = other.ink[otherY * other.width + otherX];
                    sa += a;
                    sb += b;
                    saa += (double) a * a;
                    sbb += (double) b * b;
                    sab += (double) a * b;
                    n++;
                }
            }
        }
        if (n < BLOCK * BLOCK / 2) {
            return -1;
        }
        double both = sab - sa * sb / n;
        double size = Math.sqrt((saa - sa * sa / n) * (sbb - sb * sb / n));
        return size < 1e-9 ? 0 : both / size;
    }

    /** 384 bits that change little between photographs of one page: where ink is denser than usual, on a 24 by 16 grid. */
    public byte[] coarse() {
        Likeness wide = width >= height ? this : quarterTurned();
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
        java.util.Arrays.sort(sorted);
        double middle = sorted[sorted.length / 2];
        byte[] bits = new byte[cells.length / 8];
        for (int i = 0; i < cells.length; i++) {
            bits[i / 8] |= (byte) (both[i] > middle ? 1 << i % 8 : 0);
        }
        return bits;
    }
}
