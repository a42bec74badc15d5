package org.tongzhou.document;

import java.util.Arrays;
import org.tongzhou.kernel.Refusal;

/** How soon a picture of 62 bytes that claims 50,000 by 50,000 pixels is refused, from the first one on. */
public final class HugeClaims {
    private static final int TIMES = 1_000;

    private HugeClaims() {}

    public static void run() {
        for (byte[] bytes : PoisonTest.hugeClaims()) {
            double[] millis = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                millis[i] = refused(new Upload("picture", "receipt", bytes));
            }
            double first = millis[0];
            Arrays.sort(millis);
            System.out.printf(
                    "%s of 62 bytes: first %.2f ms, median %.3f ms, slowest %.2f ms%n",
                    bytes[1] == 'P' ? "PNG" : "JPEG", first, millis[TIMES / 2], millis[TIMES - 1]);
        }
    }

    private static double refused(Upload upload) {
        long start = System.nanoTime();
        try {
            Papers.requireAcceptable(upload);
        } catch (Refusal refused) {
            if (refused.code().equals("paper_too_many_pixels")) {
                return (System.nanoTime() - start) / 1e6;
            }
        }
        throw new IllegalStateException("not refused for its pixels");
    }
}
