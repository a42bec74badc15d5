package org.tongzhou.plan;

import java.util.OptionalInt;

/** How long after the event a claim may be filed; empty for no limit. A later claim needs a reason. */
public record Filing(OptionalInt withinDays, String clause) {}
