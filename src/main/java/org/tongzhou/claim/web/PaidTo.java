package org.tongzhou.claim.web;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.EventCase;
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
    String line(FundId fund, ClaimFile file, Frame frame) {
        Claim claim = file.claim();
        return heir(fund, claim)
                .map(named -> line(named, named.maskedName(), frame))
                .orElseGet(() -> claim.state().isGranted()
                        ? own(fund, claim.owner().person(), frame)
                        : unnamed(fund, file.eventCase(), frame));
    }

    /** The same of a case of which nothing is filed yet. */
    String line(FundId fund, EventCase draft, Frame frame) {
        return heirs.of(fund, draft.owner().person())
                .map(named -> line(named, named.maskedName(), frame))
                .orElseGet(() -> unnamed(fund, draft, frame));
    }

    /** The member's own account, unless the case tells of a death: then of an heir whom nobody has named. */
    private String unnamed(FundId fund, EventCase eventCase, Frame frame) {
        return eventCase.facts().isDeath()
                ? frame.say("claim.card.heir.none")
                : own(fund, eventCase.owner().person(), frame);
    }

    private String own(FundId fund, PersonId member, Frame frame) {
        return WizardViews.cardLine(people.card(fund, member), frame);
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
