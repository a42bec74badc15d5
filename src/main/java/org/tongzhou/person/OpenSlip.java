package org.tongzhou.person;

import java.time.Instant;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;

/** A former number of a person that waits for its second person to be a slip; {@code change} is the correction that kept it. */
public record OpenSlip(
        long id, PersonId person, long change, ResidentId number, String reason, PersonId askedBy, Instant askedAt) {
    @Override
    public String toString() {
        return "OpenSlip[" + id + "]";
    }
}
