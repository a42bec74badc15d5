package org.tongzhou.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changed payee accounts that wait for a second person. */
public record AccountChangePage(List<Line> lines) {
    public AccountChangePage {
        lines = List.copyOf(lines);
    }

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
