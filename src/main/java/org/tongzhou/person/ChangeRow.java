package org.tongzhou.person;

import java.time.Instant;
import java.time.LocalDate;
import org.tongzhou.kernel.PersonId;

@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ChangeRow(
        long id, PersonId person, byte[] sealed, PersonId askedBy, Instant askedAt, LocalDate openFrom, String state) {
    boolean isOpen() {
        return state.equals("ASKED");
    }
}
