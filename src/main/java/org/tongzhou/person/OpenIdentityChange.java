package org.tongzhou.person;

import java.time.Instant;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;

/** An identity number that waits for its second person. */
public record OpenIdentityChange(
        long id,
        PersonId person,
        ResidentId number,
        IdentityChange.Cause cause,
        String reason,
        PersonId askedBy,
        Instant askedAt) {
    @Override
    public String toString() {
        return "OpenIdentityChange[" + id + "]";
    }
}
