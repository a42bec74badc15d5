package org.tongzhou.catalogue.web;

import org.jspecify.annotations.Nullable;

/** The last run of a draft: how far it is, what it sums up to, how many claims it changes and by how much. */
public record ReplayCard(
        Run run, Sums sums, Counts counts, @Nullable SpreadView spread) {
    /** {@code fresh} is false when the draft was changed since. */
    public record Run(boolean running, boolean failed, boolean fresh, double percent, String counted, String took) {}

    /** Under the draft and now; {@code alarm} is the loss ratio above which the fund wants to be warned. */
    public record Sums(
            String draft, String now, String change, String ratio, String ratioNow, String alarm, boolean alarming) {}

    /** Claims that pay more, less and the same; {@code aside} says how many are left out of it, empty for none. */
    public record Counts(long more, long less, long same, String aside) {}
}
