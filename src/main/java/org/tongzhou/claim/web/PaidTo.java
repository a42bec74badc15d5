package org.tongzhou.claim.web;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claim;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.Heirs;
import org.tongzhou.person.NamedHeir;
import org.tongzhou.person.People;
import org.tongzhou.shell.Frame;

/** Says whose account a claim's benefit goes or went to: the member's own, or the heir's of a member who died. */
@Component
class PaidTo {
    private final People people;
    private final Heirs heirs;
    private final Payments payments;

    PaidTo(People people, Heirs heirs, Payments payments) {
        this.people = people;
        this.heirs = heirs;
        this.payments = payments;
    }

    /** The heir, unless what was ordered already goes to another account. */
    Optional<NamedHeir> heir(FundId fund, Claim claim) {
        return heirs.of(fund, claim.owner().person()).filter(named -> {
            List<Instruction> ordered = payments.of(fund, claim.id().cause());
            return ordered.isEmpty()
                    || ordered.get(ordered.size() - 1).accountTail().equals(named.cardTail());
        });
    }

    /** The account in a line; the heir's name masked. */
    String line(FundId fund, Claim claim, Frame frame) {
        PersonId person = claim.owner().person();
        return heir(fund, claim)
                .map(named -> line(named, named.maskedName(), frame))
                .orElseGet(() -> WizardViews.cardLine(people.card(fund, person), frame));
    }

    static String line(NamedHeir named, String name, Frame frame) {
        return frame.say(
                named.awaitsConfirmation() ? "claim.card.heir.waits" : "claim.card.heir",
                name,
                frame.say(named.heir().relation().key()),
                frame.fmt().orNone(named.heir().bank()),
                named.cardTail());
    }
}
