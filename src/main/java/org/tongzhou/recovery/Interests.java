package org.tongzhou.recovery;

import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.person.Heirs;
import org.tongzhou.recovery.Recovery.Hand;

/** Nobody acts on what is theirs: not who got the benefit, nor who was named to take what a member who died is owed. */
@Component
class Interests {
    private final Heirs heirs;

    Interests(Heirs heirs) {
        this.heirs = heirs;
    }

    /** Refuses {@code recovery_own} where the money is, or comes to, the one who acts. */
    void requireNone(FundId fund, Hand hand, PersonId person) {
        if (hand.person().equals(person)
                || heirs.inheritedBy(fund, hand.person()).contains(person)) {
            throw Refusal.notAllowed("recovery_own");
        }
    }
}
