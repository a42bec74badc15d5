package org.tongzhou.bench;

import org.tongzhou.document.ReadingTrial;

/** {@code ./bench ocr [DEGRADATION]}: accuracy by field and by degradation, and the time a page takes. */
final class OcrBench {
    private OcrBench() {}

    static void run(String[] args) throws Exception {
        int silent = new ReadingTrial().run(args.length == 0 ? "" : args[0]);
        if (silent > 0) {
            throw new IllegalStateException(silent + " critical fields silently wrong");
        }
    }
}
