package org.tongzhou.claim;

import java.time.Instant;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PaperKind;

/** A paper of an event case; {@code paper} is its id in the room document. */
public record CasePaper(long paper, PaperKind kind, PersonId addedBy, Instant addedAt) {}
