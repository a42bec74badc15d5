package org.tongzhou.claim;

import java.time.Instant;
import org.tongzhou.plan.EventKind;

/** A draft as a list shows it: what it is about, and when it was last saved. */
public record DraftLine(CaseId id, EventKind kind, Instant savedAt) {}
