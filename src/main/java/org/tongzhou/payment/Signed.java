package org.tongzhou.payment;

import java.time.Instant;
import org.tongzhou.kernel.PersonId;

/** Who did something to a batch, with a masked name, and when. */
public record Signed(PersonId by, String name, Instant at) {}
