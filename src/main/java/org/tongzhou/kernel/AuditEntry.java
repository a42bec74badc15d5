package org.tongzhou.kernel;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of the trail. {@code action} is {@code room.verb} such as {@code claim.approved}; {@code subject} is
 * {@code kind:id} such as {@code claim:812}; details hold codes, numbers and ids, never names, identity numbers,
 * accounts or diagnoses.
 */
public record AuditEntry(Actor actor, Instant at, String action, String subject, Map<String, String> details) {
    public AuditEntry {
        details = new TreeMap<>(details);
    }

    public static AuditEntry of(Actor actor, Instant at, String action, String subject) {
        return new AuditEntry(actor, at, action, subject, Map.of());
    }
}
