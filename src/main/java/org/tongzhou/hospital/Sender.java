package org.tongzhou.hospital;

import java.time.Instant;

/** Who may report stays: a hospital of a territory, or an insurer. {@code trusted} senders' stays may be paid without asking. */
public record Sender(
        long id, long account, String name, Kind kind, String path, boolean trusted, Instant registeredAt) {
    /** A hospital reports its own stays; an insurer or a medical insurance office reports those of many hospitals. */
    public enum Kind {
        HOSPITAL,
        INSURER;

        public String key() {
            return "hospital.kind." + name();
        }
    }
}
