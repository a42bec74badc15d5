package org.tongzhou.person;

import java.time.Instant;
import org.tongzhou.kernel.ResidentId;

/** A number that somebody was registered under until a correction replaced it, and why, as it is known today. */
public record FormerNumber(long change, ResidentId number, IdentityChange.Cause cause, Instant replacedAt) {
    @Override
    public String toString() {
        return "FormerNumber[" + change + "]";
    }
}
