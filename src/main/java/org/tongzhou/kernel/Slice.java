package org.tongzhou.kernel;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One page of a list that is paged by key: {@code next} is the key to continue after, or null at the end. */
public record Slice<T>(List<T> items, @Nullable String next) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    public Slice {
        items = List.copyOf(items);
    }

    /** The number below which a list of the newest first goes on after a key; above all at its beginning. */
    public static long below(@Nullable String after) {
        return after != null && NUMBER.matcher(after).matches() ? Long.parseLong(after) : Long.MAX_VALUE;
    }

    /** The number above which a list in the order of its keys goes on; below all at its beginning. */
    public static long above(@Nullable String after) {
        return after != null && NUMBER.matcher(after).matches() ? Long.parseLong(after) : 0;
    }

    /** Cuts a list that was asked for with one row more than {@code size}. */
    public static <T> Slice<T> of(List<T> sizePlusOne, int size, Function<T, String> key) {
        if (sizePlusOne.size() <= size) {
            return new Slice<>(sizePlusOne, null);
        }
        List<T> page = sizePlusOne.subList(0, size);
        return new Slice<>(page, key.apply(page.get(size - 1)));
    }

    /** The same page of other things, one for each. */
    public <R> Slice<R> map(Function<T, R> other) {
        return flatMap(item -> Stream.of(other.apply(item)));
    }

    /** The same page of other things, none, one or several for each; the key stays, so that what comes after is still found. */
    public <R> Slice<R> flatMap(Function<T, Stream<R>> others) {
        return new Slice<>(items.stream().flatMap(others).toList(), next);
    }
}
