package org.tongzhou.portal.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Slice;

/** A page of changed payee accounts that wait for a second person, and the key after which it begins. */
public record AccountChangePage(Slice<Line> lines, String after) {
    /** One change; the names are masked; {@code barred} says why the reader has no say in it, empty when they have. */
    public record Line(
            long id,
            String name,
            String account,
            @Nullable String proof,
            String askedAt,
            String openFrom,
            String barred) {}
}
