package org.tongzhou.person;

import org.tongzhou.kernel.PersonId;

/** Another name for a person, as on the identity card, and what shows it: 4 to 200 characters. */
public record NameChange(PersonId person, String name, String reason) {
    @Override
    public String toString() {
        return "NameChange[person=" + person.value() + "]";
    }
}
