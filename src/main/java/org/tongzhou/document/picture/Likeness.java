package org.tongzhou.document.picture;

import java.util.Base64;
import java.util.List;

/**
 * What a page looks like, small: where its ink lies on a grid, four bits a cell. Two photographs of one page stay close
 * whatever the angle and the light, two sheets of one form that say something else do not.
 */
public record Likeness(int width, int height, byte[] ink) {
    static final int LEVELS = 15;

    private static final double OTHER_SHAPE = 0.2;

    public static Likeness of(Straight page) {
        return InkGrid.of(page);
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

    /** 384 bits that change little between photographs of one page, by which near ones are found. */
    public byte[] coarse() {
        return CoarseLikeness.of(lying());
    }
}
