package org.tongzhou.person;

import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/** A person is called so from now on. Published in the transaction that confirms it. */
public record Renamed(FundId fund, PersonId person, String name) {
    @Override
    public String toString() {
        return "Renamed[person=" + person.value() + "]";
    }
}
