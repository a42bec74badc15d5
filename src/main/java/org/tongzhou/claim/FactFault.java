package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.List;

/**
 * What keeps a fact sheet from being submitted: which field, and why. All faults are found at once; the sentence is
 * {@code claim.fault.<code>} with where, what and what to do.
 */
public record FactFault(FactField field, Code code) {
    /** Why a field cannot stand. */
    public enum Code {
        MISSING,
        IN_FUTURE,
        DISCHARGE_BEFORE_ADMISSION,
        DIED_BEFORE_EVENT,
        OWN_PAY_OVER_TOTAL,
        TOTAL_DOES_NOT_ADD_UP,
        BORNE_DOES_NOT_ADD_UP,
        TOO_LARGE,
        OTHER_PERSON;

        public String key() {
            return "claim.fault." + name();
        }
    }

    /** All faults of an event of a member called {@code name}, on {@code today}; empty when it may be submitted. */
    static List<FactFault> of(FactSheet facts, Needed needed, String name, LocalDate today) {
        return new FactChecks(facts, today).all(needed, name);
    }
}
