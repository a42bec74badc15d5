package org.tongzhou.kernel;

import java.util.List;

/** Append-only record of who did what, when and why. Implemented by the room audit; written in the caller's transaction. */
public interface AuditTrail {
    void record(AuditEntry entry);

    /** Records many at once, in their order. */
    void recordAll(List<AuditEntry> entries);
}
