package org.tongzhou.kernel;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Arrays as parameters of statements that write or ask of many at once. */
public final class SqlArray {
    private SqlArray() {}

    /** One column of the rows that {@code unnest} makes of parameters: a value of each item, in their order. */
    public static <I, T> T[] each(Collection<I> items, IntFunction<T[]> array, Function<I, @Nullable T> of) {
        return items.stream().map(of).toArray(array);
    }

    /**
     * Texts as one literal, such as {@code {"a","b \"c\""}}, to be cast to {@code text[]}: arrays of different lengths cannot be
     * rows of one array parameter.
     */
    public static String literal(Collection<String> texts) {
        return texts.stream().map(SqlArray::quoted).collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
