package org.tongzhou.person;

import java.util.Optional;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Sex;

/** What filing a claim asks of a person: the full name to compare, the sex that rules ask for, the account if there is one. */
public record Claimant(String name, Sex sex, Optional<Payee> payee) {
    /** Where the benefit goes; refuses {@code payee_account_missing}. */
    public Payee account() {
        return payee.orElseThrow(() -> Refusal.invalid("payee_account_missing"));
    }
}
