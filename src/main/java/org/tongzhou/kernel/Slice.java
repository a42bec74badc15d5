package org.tongzhou.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list that is paged by key: {@code next} is the key to continue after, or null at the end. */
public record Slice<T>(List<T> items, @Nullable String next) {
    public Slice {
        items = List.copyOf(items);
    }

    /** Cuts a list that was asked for with one row more than {@code size}. */
    public static <T> Slice<T> of(List<T> sizePlusOne, int size, Function<T, String> key) {
        if (sizePlusOne.size() <= size) {
            return new Slice<>(sizePlusOne, null);
        }
        List<T> page = sizePlusOne.subList(0, size);
        return new Slice<>(page, key.apply(page.get(size - 1)));
    }
}
