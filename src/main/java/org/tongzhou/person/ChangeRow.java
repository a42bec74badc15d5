package org.tongzhou.person;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;

/** {@code forHeir} is null where the account is the person's own, {@code reason} where nobody else asked for that one. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ChangeRow(
        long id,
        PersonId person,
        byte[] sealed,
        PersonId askedBy,
        Instant askedAt,
        LocalDate openFrom,
        String state,
        @Nullable ForHeir forHeir,
        @Nullable String reason) {
    /** What proves that the account is an heir's, and who the heir is where the fund knows them. */
    record ForHeir(String proof, @Nullable PersonId heir) {}

    boolean isOpen() {
        return state.equals("ASKED");
    }

    boolean isHeirs() {
        return forHeir != null;
    }

    /** Those who may not be the second person. */
    boolean isParty(PersonId second) {
        return second.equals(askedBy) || second.equals(person) || forHeir != null && second.equals(forHeir.heir());
    }
}
