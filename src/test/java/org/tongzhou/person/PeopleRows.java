package org.tongzhou.person;

import java.util.UUID;
import org.tongzhou.kernel.Vault;

/** What a row of a person holds beside its sealed part, for rows that are loaded past the registration. */
public final class PeopleRows {
    private PeopleRows() {}

    public static String initials(String name) {
        return Initials.of(name);
    }

    public static UUID idIndex(Vault vault, String idNumber) {
        return new Envelopes(vault).idIndex(idNumber);
    }

    public static long tailIndex(Vault vault, String idNumber) {
        return new Envelopes(vault).tailIndex(idNumber.substring(idNumber.length() - 4));
    }
}
