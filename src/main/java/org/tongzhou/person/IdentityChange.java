package org.tongzhou.person;

import org.tongzhou.kernel.PersonId;

/** Another identity number for a person, as typed from their papers, why it is another one, and which papers show it: 4 to 200 characters. */
public record IdentityChange(PersonId person, String number, Cause cause, String reason) {
    /** Why the registered number is not the one on the papers. */
    public enum Cause {
        /** It was never theirs: it is nobody's, or somebody else's who may join under it. */
        SLIP,
        /** It was theirs until they were given another one; it stays nobody else's, and leads to them. */
        RENUMBERED
    }

    @Override
    public String toString() {
        return "IdentityChange[person=" + person.value() + "]";
    }
}
