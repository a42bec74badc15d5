package org.tongzhou.claim.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.shell.ListAddress;

/** Claims of a territory: found by number or identity number, or all of them page by page. */
public record SearchPage(
        String text,
        List<Row> rows,
        @Nullable String after,
        @Nullable String next) {
    /** Where the list goes on; that of a person, whose number belongs in no address, does not. */
    public String path() {
        return ListAddress.with("/cases", "q", text);
    }

    /** One claim. */
    public record Row(
            String href, String number, String person, String plan, String amount, String state, String due) {}
}
