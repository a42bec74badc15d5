package org.tongzhou.payment;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a line stands among those of its day: the largest difference first, then by kind and as they came. */
record LineKey(long difference, Reconciliation.Kind kind, long id) implements Comparable<LineKey> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(BATCH|RETURN|NOT_OURS)-(-?\\d{1,18})");
    private static final Comparator<LineKey> ORDER = Comparator.comparingLong(LineKey::difference)
            .reversed()
            .thenComparing(LineKey::kind)
            .thenComparingLong(LineKey::id);

    @Override
    public int compareTo(LineKey other) {
        return ORDER.compare(this, other);
    }

    String text() {
        return difference + "-" + kind + "-" + id;
    }

    /** Null for what is no key. */
    static @Nullable LineKey of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? new LineKey(
                        Long.parseLong(parts.group(1)),
                        Reconciliation.Kind.valueOf(parts.group(2)),
                        Long.parseLong(parts.group(3)))
                : null;
    }
}
