package org.tongzhou.kernel;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/** JSON written by hand: members in the order given, no spaces, every character above ASCII control as it is, so that equal values are equal bytes. */
public final class JsonText {
    private JsonText() {}

    public static String object(String... members) {
        return "{" + String.join(",", members) + "}";
    }

    public static <T> String array(Collection<T> items, Function<T, String> write) {
        return items.stream().map(write).collect(Collectors.joining(",", "[", "]"));
    }

    /** A member whose value is text. */
    public static String text(String name, String value) {
        return member(name, quoted(value));
    }

    public static String number(String name, long value) {
        return member(name, Long.toString(value));
    }

    /** A member whose value is JSON already. */
    public static String member(String name, String json) {
        return "\"" + name + "\":" + json;
    }

    public static String quoted(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
