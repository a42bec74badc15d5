package org.tongzhou.kernel;

/** Append-only record of who did what, when and why. Implemented by the room audit; written in the caller's transaction. */
public interface AuditTrail {
    void record(AuditEntry entry);
}
