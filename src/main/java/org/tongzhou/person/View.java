package org.tongzhou.person;

import java.time.Instant;

/** One look at a person's data in clear, as the person may read it. */
public record View(Instant at, String seenBy, String reason) {}
