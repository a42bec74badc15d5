package org.tongzhou.shell;

import org.jspecify.annotations.Nullable;

/** A page with two lists that are paged by key: one goes on by {@code after}, the other by {@code before}, each for itself. */
public record TwoLists(String path, String after, String before) {
    /** Where the links of the first list lead; the second stays where it is. */
    public String pathOfFirst() {
        return ListAddress.with(path, "before", before);
    }

    public String pathOfSecond() {
        return ListAddress.after(path, after);
    }

    /** Both lists as they stand: who acts on one of their rows comes back to it. */
    public String address() {
        return ListAddress.with(pathOfSecond(), "before", before);
    }

    /** The key that the first list started after, or null on its first page. */
    public @Nullable String startOfFirst() {
        return after.isEmpty() ? null : after;
    }

    public @Nullable String startOfSecond() {
        return before.isEmpty() ? null : before;
    }
}
