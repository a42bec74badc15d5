package org.tongzhou.document;

import java.util.Arrays;
import org.tongzhou.bench.Pairs;
import org.tongzhou.kernel.Refusal;

/** How soon a picture of 62 bytes that claims 50,000 by 50,000 pixels is refused, from the first one on. */
public final class HugeClaims {
    private static final int TIMES = 1_000;

    private HugeClaims() {}

    public static void run() {
        for (byte[] bytes : PoisonTest.hugeClaims()) {
            Upload upload = new Upload("picture", "receipt", bytes);
            double[] millis = new double[TIMES];
            double own = 1e3 * Pairs.threadCpuSeconds(() -> millis[0] = refused(upload));
            double first = millis[0];
            for (int i = 1; i < TIMES; i++) {
                millis[i] = refused(upload);
            }
            Arrays.sort(millis);
            System.out.printf(
                    "%s of 62 bytes: first %.2f ms (%.2f ms of it on the processor), median %.3f ms, slowest %.2f ms%n",
                    bytes[1] == 'P' ? "PNG" : "JPEG", first, own, millis[TIMES / 2], millis[TIMES - 1]);
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
