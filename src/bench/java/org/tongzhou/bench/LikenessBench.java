package org.tongzhou.bench;

import org.tongzhou.document.LikenessTrial;

/** {@code ./bench likeness}: how many photographs of one page are found again, and how many of another taken for it. */
final class LikenessBench {
    private LikenessBench() {}

    static void run() throws Exception {
        if (!new LikenessTrial().run()) {
            throw new IllegalStateException("too few found again, or too many taken for another");
        }
    }
}
