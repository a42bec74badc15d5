package org.tongzhou.catalogue.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who would get less, or more, under a draft. */
public record ReplayPage(
        long draft,
        String title,
        ReplayCard card,
        String side,
        List<Line> lines,
        @Nullable String after,
        @Nullable String next) {
    /** {@code href} leads to the claim for those who may open it. */
    public record Line(
            String number,
            @Nullable String href,
            String name,
            String unit,
            String now,
            String draft,
            String difference) {}
}
