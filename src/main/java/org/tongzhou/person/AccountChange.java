package org.tongzhou.person;

import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;

/** A new payee account for a person; {@code reauthenticated} states that the asker has just proved who they are. */
public record AccountChange(
        PersonId person, String card, @Nullable String bankName, boolean reauthenticated) {
    @Override
    public String toString() {
        return "AccountChange[person=" + person.value() + "]";
    }
}
