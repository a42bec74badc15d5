package org.tongzhou.person;

import java.time.LocalDate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/** A person has another identity number from now on, and this birthday. Published in the transaction that confirms it. */
public record Renumbered(FundId fund, PersonId person, LocalDate born) {
    @Override
    public String toString() {
        return "Renumbered[person=" + person.value() + "]";
    }
}
