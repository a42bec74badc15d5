package org.tongzhou.claim;

import java.util.Objects;
import org.tongzhou.shell.ListAddress;

/** Where in their queue a reviewer stands: under a filter, on the page after a key, which is empty for the first. */
public record QueuePlace(QueueFilter filter, String after) {
    public static final QueuePlace FIRST = new QueuePlace(QueueFilter.ALL, "");

    /** Of an address, which need not say it. */
    public QueuePlace {
        filter = Objects.requireNonNullElse(filter, QueueFilter.ALL);
        after = Objects.requireNonNullElse(after, "");
    }

    public static QueuePlace firstUnder(QueueFilter filter) {
        return new QueuePlace(filter, "");
    }

    /** An address of the desk that keeps this place. */
    public String in(String path) {
        String filtered = filter == QueueFilter.ALL ? path : ListAddress.with(path, "filter", filter.name());
        return ListAddress.after(filtered, after);
    }
}
