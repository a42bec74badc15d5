package org.tongzhou.simulator;

import org.jspecify.annotations.Nullable;

/** What the script makes of a payment: credited when {@code reject} is null; sent back later when {@code back} is not. */
record Outcome(@Nullable String reject, @Nullable String back, int backAfterDays) {
    static final Outcome CREDIT = new Outcome(null, null, 0);
}
