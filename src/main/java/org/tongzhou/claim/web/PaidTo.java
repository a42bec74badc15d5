package org.tongzhou.claim.web;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.EventCase;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.Heirs;
import org.tongzhou.person.NamedHeir;
import org.tongzhou.person.People;
import org.tongzhou.shell.Frame;

/** Says whose account a claim's benefit goes or went to: the member's own, or the heir's of a member who died. */
@Component
class PaidTo {
    private static final Set<InstructionState> GONE = EnumSet.of(
            InstructionState.RELEASED, InstructionState.SENT, InstructionState.UNKNOWN, InstructionState.PAID);

    private final People people;
    private final Heirs heirs;
    private final Payments payments;

    PaidTo(People people, Heirs heirs, Payments payments) {
        this.people = people;
        this.heirs = heirs;
        this.payments = payments;
    }

    /** The heir to whom it was ordered, whoever is the heir by now; before that the heir that stands. */
    Optional<NamedHeir> heir(FundId fund, Claim claim) {
        PersonId member = claim.owner().person();
        Optional<Payments.Ordered> order = claim.state().isGranted() ? ordered(fund, claim) : Optional.empty();
        return order.map(last -> heirs.all(fund, member).stream()
                        .filter(named -> last.accountTail().equals(named.cardTail())
                                && last.payeeName().equals(named.maskedName()))
                        .findFirst())
                .orElseGet(() -> heirs.of(fund, member));
    }

    /** The newest order to pay it. */
    private Optional<Payments.Ordered> ordered(FundId fund, Claim claim) {
        return payments.newest(fund, claim.id().cause());
    }

    /** Says that another heir would change nothing for this claim, because the bank has it; empty where it has not. */
    String released(FundId fund, Claim claim, Frame frame) {
        return ordered(fund, claim)
                .filter(last -> GONE.contains(last.state()))
                .map(last -> frame.say(
                        "claim.heir.gone", frame.fmt().yuan(last.amount()), last.payeeName(), last.accountTail()))
                .orElse("");
    }

    /** A sentence of it to whoever reads: of their own account, of the {@code .member}'s whom they help, of an {@code .heir}'s. */
    String say(FundId fund, Claim claim, String key, Frame frame) {
        if (heir(fund, claim).isPresent()) {
            return frame.say(key + ".heir");
        }
        PersonId member = claim.owner().person();
        boolean own = frame.actor().filter(reader -> reader.isPerson(member)).isPresent();
        return frame.say(own ? key : key + ".member");
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
        return ClaimWords.cardLine(people.card(fund, member), frame);
    }

    static String line(NamedHeir named, String name, Frame frame) {
        return frame.say(
                named.awaitsConfirmation() ? "claim.card.heir.waits" : "claim.card.heir",
                name,
                frame.say(named.heir().relation().key()),
                frame.bank(named.heir().bank()),
                named.cardTail());
    }
}
