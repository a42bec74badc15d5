package org.tongzhou.kernel;

import java.util.Collection;
import java.util.stream.Collectors;

/** Texts as one PostgreSQL array literal: arrays of different lengths cannot be rows of one array parameter. */
public final class SqlArray {
    private SqlArray() {}

    /** Such as {@code {"a","b \"c\""}}; to be cast to {@code text[]}. */
    public static String literal(Collection<String> texts) {
        return texts.stream().map(SqlArray::quoted).collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
