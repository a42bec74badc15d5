package org.tongzhou.access;

import java.time.Instant;
import org.tongzhou.kernel.Actor;

/** Two administrators have said that the reports of a program may be paid without asking; heard in the same transaction. */
public record TrustAppointed(Actor by, long account, Instant at) {}
