package org.tongzhou.catalogue.web;

import org.jspecify.annotations.Nullable;

/**
 * The last run under this content; {@code fresh} is false when the draft was changed since, {@code alarm} is the loss ratio
 * above which the fund wants to be warned.
 */
public record ReplayCard(
        boolean running,
        boolean failed,
        boolean fresh,
        double percent,
        String counted,
        String draft,
        String now,
        String change,
        String ratio,
        String ratioNow,
        long more,
        long less,
        long same,
        String aside,
        String took,
        String alarm,
        boolean alarming,
        @Nullable SpreadView spread) {}
