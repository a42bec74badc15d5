package org.tongzhou.payment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a line stands among those of its day: the largest difference first, then by kind and as they came. */
record LineKey(long difference, Reconciliation.Kind kind, long id) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(BATCH|RETURN|NOT_OURS)-(-?\\d{1,18})");

    String text() {
        return difference + "-" + kind + "-" + id;
    }

    /** The line after which a list goes on; before all of them for what is no key. */
    static LineKey after(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? new LineKey(
                        Long.parseLong(parts.group(1)),
                        Reconciliation.Kind.valueOf(parts.group(2)),
                        Long.parseLong(parts.group(3)))
                : new LineKey(Long.MAX_VALUE, Reconciliation.Kind.BATCH, 0);
    }
}
