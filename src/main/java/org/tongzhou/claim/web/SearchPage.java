package org.tongzhou.claim.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Slice;

/** Claims of a territory, found by number or identity number, or all of them: a page of those that are at a path, after a key. */
public record SearchPage(
        String text, String path, Slice<Row> rows, @Nullable String after) {
    /** The same for what was typed. */
    SearchPage asked(String typed) {
        return new SearchPage(typed.strip(), path, rows, after);
    }

    /** One claim. */
    public record Row(
            String href, String number, String person, String plan, String amount, String state, String due) {}
}
