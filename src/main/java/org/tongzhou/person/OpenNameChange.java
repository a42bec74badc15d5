package org.tongzhou.person;

import java.time.Instant;
import org.tongzhou.kernel.PersonId;

/** A name that waits for its second person, beside the one that the person is registered under. */
public record OpenNameChange(
        long id, PersonId person, String before, String name, String reason, PersonId askedBy, Instant askedAt) {
    @Override
    public String toString() {
        return "OpenNameChange[" + id + "]";
    }
}
