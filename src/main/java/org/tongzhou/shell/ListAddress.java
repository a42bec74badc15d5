package org.tongzhou.shell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The address of one page of a list that is paged by key: who acts on one of its rows comes back to that page. */
public final class ListAddress {
    private ListAddress() {}

    /** The page after a key; the first where that is empty. */
    public static String after(String path, String key) {
        return with(path, "after", key);
    }

    /** The same under another name of the key, where a page has several lists; {@code path} may have a query already. */
    public static String with(String path, String name, String key) {
        String sign = path.contains("?") ? "&" : "?";
        return key.isEmpty() ? path : path + sign + name + "=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }
}
