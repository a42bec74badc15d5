package org.tongzhou.claim.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Slice;

/** One round: what is achieved so far, and a page of the claims that were drawn, which the reader may open or not. */
public record RoundPage(
        long id,
        String title,
        String line,
        List<Figure> random,
        List<Figure> risk,
        String sentence,
        Slice<Row> checks,
        String after,
        boolean opens,
        KeptForm kept) {
    /** Null where this claim's form was not refused. */
    public @Nullable String error(Row row) {
        return kept.tried().error("w" + row.claim());
    }

    public String words(Row row) {
        return kept.value(Long.toString(row.claim()), "words");
    }

    /** A figure with its word. */
    public record Figure(String word, String value) {}

    /** One claim; {@code open} while nobody has looked, {@code mayCheck} when the reader may. */
    public record Row(
            long claim, String number, String kind, boolean open, boolean mayCheck, boolean sound, String result) {}
}
