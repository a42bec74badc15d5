package org.tongzhou.document.picture;

/** How many pixels of a picture have each brightness, 0 to 255. */
record Brightness(int[] counts) {
    /** So many pixels, and the sum of their brightness. */
    private record Side(long pixels, long light) {
        Side with(int brightness, int count) {
            return new Side(pixels + count, light + (long) brightness * count);
        }

        Side without(Side other) {
            return new Side(pixels - other.pixels, light - other.light);
        }

        /** How far two sides lie apart, weighed by their pixels; less than nothing where one has none. */
        double apart(Side other) {
            if (pixels == 0 || other.pixels == 0) {
                return -1;
            }
            double between = (double) light / pixels - (double) other.light / other.pixels;
            return (double) pixels * other.pixels * between * between;
        }
    }

    /** The level that parts dark from bright best (Otsu); 128 where all is one brightness. */
    int parting() {
        Side all = all();
        Side dark = new Side(0, 0);
        double best = -1;
        int level = 128;
        for (int i = 0; i < counts.length; i++) {
            dark = dark.with(i, counts[i]);
            double apart = dark.apart(all.without(dark));
            if (apart > best) {
                best = apart;
                level = i;
            }
        }
        return level;
    }

    /** The brightness that {@code share} of all pixels do not exceed. */
    int percentile(double share) {
        long wanted = (long) (share * all().pixels());
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen > wanted) {
                return i;
            }
        }
        return 255;
    }

    private Side all() {
        Side all = new Side(0, 0);
        for (int i = 0; i < counts.length; i++) {
            all = all.with(i, counts[i]);
        }
        return all;
    }
}
