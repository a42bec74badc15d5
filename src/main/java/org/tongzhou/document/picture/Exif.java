package org.tongzhou.document.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one thing of EXIF that matters here: how the camera was held. */
final class Exif {
    static final int UNTOLD = 0;
    private static final int ORIENTATION = 0x0112;
    private static final int HEAD = 6;

    private Exif() {}

    /** 1 to 8 as EXIF counts them; 1 when nothing sensible is said, {@link #UNTOLD} by a segment of something else. */
    static int orientation(byte[] bytes, int from, int to) {
        if (to - from < HEAD + 10 || bytes[from] != 'E' || bytes[from + 1] != 'x') {
            return UNTOLD;
        }
        ByteBuffer tiff = ByteBuffer.wrap(bytes, from + HEAD, to - from - HEAD).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return 1;
        }
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries && directory + 2 + 12 * (i + 1) <= tiff.limit(); i++) {
            int at = directory + 2 + 12 * i;
            if ((tiff.getShort(at) & 0xFFFF) == ORIENTATION) {
                int value = tiff.getShort(at + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }
}
