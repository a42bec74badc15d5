package org.tongzhou.kernel;

import java.util.List;

/** Append-only record of who did what, when and why. Implemented by the room audit; written in the caller's transaction. */
public interface AuditTrail {
    void record(AuditEntry entry);

    /** Records it, or by the same work nothing: where the time that is taken must not tell which. */
    void recordIf(boolean happened, AuditEntry entry);

    /** Records many at once, in their order. */
    void recordAll(List<AuditEntry> entries);
}
