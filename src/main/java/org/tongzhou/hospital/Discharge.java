package org.tongzhou.hospital;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.claim.FactField;
import org.tongzhou.kernel.PersonId;

/**
 * A stay that was reported of somebody who is, or may be, a member; {@code why} tells what keeps it from being matched. It is
 * {@code contradicted} once its sender has told it otherwise.
 */
public record Discharge(
        long id,
        Sender sender,
        Instant receivedAt,
        State state,
        @Nullable Why why,
        @Nullable PersonId person,
        String name,
        @Nullable String idNumber,
        Map<FactField, String> facts,
        boolean contradicted) {
    private static final String REPORT = "discharge:";

    public Discharge {
        facts = Map.copyOf(facts);
    }

    /** Whose it is: nobody's yet, a member's, or nobody's that the fund knows. */
    public enum State {
        UNMATCHED,
        MATCHED,
        SET_ASIDE
    }

    /** Why a person has to look. */
    public enum Why {
        /** The identity number is a member's, the name is another. */
        NAME_DIFFERS,
        /** No valid identity number, and a member has this name. */
        NO_IDENTITY;

        public String key() {
            return "hospital.why." + name();
        }
    }

    /** The name by which room claim knows the report. */
    public String report() {
        return report(id);
    }

    static String report(long id) {
        return REPORT + id;
    }

    /** The id of the stay that room claim knows by this name. */
    static long ofReport(String report) {
        if (!report.startsWith(REPORT)) {
            throw new IllegalArgumentException("no stay is called " + report);
        }
        return Long.parseLong(report.substring(REPORT.length()));
    }

    public LocalDate admitted() {
        return LocalDate.parse(String.valueOf(facts.get(FactField.ADMITTED)));
    }

    public LocalDate discharged() {
        return LocalDate.parse(String.valueOf(facts.get(FactField.DISCHARGED)));
    }

    /** The member whose stay it is. */
    PersonId member() {
        if (person == null) {
            throw new IllegalStateException("discharge " + id + " is nobody's yet");
        }
        return person;
    }

    @Override
    public String toString() {
        return "Discharge[" + id + ", " + state + "]";
    }
}
