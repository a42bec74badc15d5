package org.tongzhou.claim.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The papers of the case as tabs, the chosen one's picture, and where its fields stand on it. */
public record PaperViewer(
        List<Tab> tabs,
        @Nullable String image,
        String title,
        String note,
        @Nullable String next,
        List<Box> boxes) {
    /** One paper. */
    public record Tab(String href, String word, boolean current) {}

    /** Where field {@code n} stands on the picture, in percent of its width and height. */
    public record Box(String field, int n, boolean low, double left, double top, double width, double height) {}
}
