package org.tongzhou.plan;

/** A value as the plan file states it; {@code example} means that it is a placeholder and must be shown with the mark 示例. */
public record Stated<T>(T value, boolean example) {
    public static <T> Stated<T> of(T value) {
        return new Stated<>(value, false);
    }

    public static <T> Stated<T> example(T value) {
        return new Stated<>(value, true);
    }
}
