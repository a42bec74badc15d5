package org.tongzhou.document.picture;

import java.awt.image.BufferedImage;

/** Brightness 0 to 255, row by row. */
record Grey(int width, int height, int[] values) {
    static Grey of(BufferedImage picture) {
        int w = picture.getWidth();
        int h = picture.getHeight();
        int[] values = picture.getRGB(0, 0, w, h, null, 0, w);
        for (int i = 0; i < values.length; i++) {
            int rgb = values[i];
            values[i] = (299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255)) / 1000;
        }
        return new Grey(w, h, values);
    }

    /** How free of colour each pixel is, whatever light falls on it. */
    static Grey whiteness(BufferedImage picture) {
        int w = picture.getWidth();
        int h = picture.getHeight();
        int[] values = picture.getRGB(0, 0, w, h, null, 0, w);
        for (int i = 0; i < values.length; i++) {
            int red = values[i] >> 16 & 255;
            int green = values[i] >> 8 & 255;
            int blue = values[i] & 255;
            int most = Math.max(red, Math.max(green, blue));
            values[i] = most < 16 ? 0 : 255 * Math.min(red, Math.min(green, blue)) / most;
        }
        return new Grey(w, h, values);
    }

    int at(int x, int y) {
        return values[y * width + x];
    }

    /** The mean of the square of {@code reach} around each pixel. */
    Grey mean(int reach) {
        long[] sums = sums();
        int[] means = new int[values.length];
        for (int y = 0; y < height; y++) {
            int top = Math.max(0, y - reach);
            int bottom = Math.min(height, y + reach + 1);
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - reach);
                int right = Math.min(width, x + reach + 1);
                long sum = sums[bottom * (width + 1) + right]
                        - sums[top * (width + 1) + right]
                        - sums[bottom * (width + 1) + left]
                        + sums[top * (width + 1) + left];
                means[y * width + x] = (int) (sum / ((long) (bottom - top) * (right - left)));
            }
        }
        return new Grey(width, height, means);
    }

    /** Of all that lies above and left of each corner, so that any rectangle is four looks. */
    private long[] sums() {
        long[] sums = new long[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++) {
            long row = 0;
            for (int x = 0; x < width; x++) {
                row += at(x, y);
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
            }
        }
        return sums;
    }

    /** How many pixels have each brightness. */
    Brightness brightness() {
        int[] counts = new int[256];
        for (int value : values) {
            counts[value]++;
        }
        return new Brightness(counts);
    }
}
