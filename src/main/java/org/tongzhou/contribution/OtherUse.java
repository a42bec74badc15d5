package org.tongzhou.contribution;

import java.util.Set;
import org.tongzhou.contribution.Proposal.Sign;
import org.tongzhou.kernel.Money;

/**
 * What an unidentified credit may be for beside a bill: a subsidy programme's budget, or a benefit that somebody owes back.
 * {@code reference} is what to match it by; a person decides.
 */
public record OtherUse(Kind kind, long id, String reference, String name, Money outstanding, Set<Sign> signs) {
    public OtherUse {
        signs = Set.copyOf(signs);
    }

    public enum Kind {
        PROGRAMME,
        RECOVERY
    }

    /** The page of what it is for. */
    public String path() {
        return (kind == Kind.PROGRAMME ? "/programmes/" : "/recoveries/") + id;
    }

    OtherUse with(Set<Sign> found) {
        return new OtherUse(kind, id, reference, name, outstanding, found);
    }
}
