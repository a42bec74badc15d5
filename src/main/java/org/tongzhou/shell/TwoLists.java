package org.tongzhou.shell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A page with two lists that are paged by key: one goes on by {@code after}, the other by {@code before}, each for itself. */
public record TwoLists(String path, String after, String before) {
    /** Where the links of the first list lead; the second stays where it is. */
    public String pathOfFirst() {
        return with("before", before);
    }

    public String pathOfSecond() {
        return with("after", after);
    }

    private String with(String key, String value) {
        String sign = path.contains("?") ? "&" : "?";
        return value.isEmpty() ? path : path + sign + key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The key that the first list started after, or null on its first page. */
    public @Nullable String startOfFirst() {
        return after.isEmpty() ? null : after;
    }

    public @Nullable String startOfSecond() {
        return before.isEmpty() ? null : before;
    }
}
