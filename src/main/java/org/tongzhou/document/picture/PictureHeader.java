package org.tongzhou.document.picture;

import java.util.Optional;

/** What a PNG or JPEG says of itself before anything is decoded; reads each byte at most once. */
public record PictureHeader(int width, int height, int scans, int orientation) {
    private static final int START_OF_SCAN = 0xDA;
    private static final int APP1 = 0xE1;
    private static final int PNG_HEADER = 33;

    public long pixels() {
        return (long) width * height;
    }

    /** Empty when no size is declared where it must be. */
    public static Optional<PictureHeader> of(byte[] bytes) {
        if (bytes.length >= PNG_HEADER && at(bytes, 0) == 0x89 && at(bytes, 1) == 'P') {
            return sized((int) number(bytes, 16, 4), (int) number(bytes, 20, 4), 1, 1);
        }
        return bytes.length > 4 && at(bytes, 0) == 0xFF && at(bytes, 1) == 0xD8 ? jpeg(bytes) : Optional.empty();
    }

    private static Optional<PictureHeader> jpeg(byte[] bytes) {
        int width = 0;
        int height = 0;
        int scans = 0;
        int orientation = Exif.UNTOLD;
        int i = 2;
        while (i + 4 <= bytes.length) {
            int marker = at(bytes, i + 1);
            if (at(bytes, i) != 0xFF || marker == 0 || marker == 0xFF || marker >= 0xD0 && marker <= 0xD9) {
                i++;
                continue;
            }
            int length = (int) number(bytes, i + 2, 2);
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame && i + 9 <= bytes.length && scans == 0) {
                height = (int) number(bytes, i + 5, 2);
                width = (int) number(bytes, i + 7, 2);
            } else if (marker == START_OF_SCAN) {
                scans++;
            } else if (marker == APP1 && scans == 0 && orientation == Exif.UNTOLD) {
                orientation = Exif.orientation(bytes, i + 4, Math.min(bytes.length, i + 2 + length));
            }
            i += 2 + Math.max(2, length);
        }
        return sized(width, height, scans, Math.max(1, orientation));
    }

    private static Optional<PictureHeader> sized(int width, int height, int scans, int orientation) {
        boolean known = width > 0 && height > 0;
        return known ? Optional.of(new PictureHeader(width, height, scans, orientation)) : Optional.empty();
    }

    static int at(byte[] bytes, int index) {
        return bytes[index] & 0xFF;
    }

    private static long number(byte[] bytes, int from, int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | at(bytes, from + i);
        }
        return number;
    }
}
