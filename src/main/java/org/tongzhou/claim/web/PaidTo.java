package org.tongzhou.claim.web;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.EventCase;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.Heirs;
import org.tongzhou.person.NamedHeir;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Frame;

/** Says whose account a claim's benefit goes or went to: the member's own, or the heir's of a member who died. */
@Component
class PaidTo {
    private static final Set<InstructionState> GONE = EnumSet.of(
            InstructionState.RELEASED, InstructionState.SENT, InstructionState.UNKNOWN, InstructionState.PAID);

    private final People people;
    private final Heirs heirs;
    private final Payments payments;
    private final Trips trips;

    PaidTo(People people, Heirs heirs, Payments payments, Trips trips) {
        this.people = people;
        this.heirs = heirs;
        this.payments = payments;
        this.trips = trips;
    }

    /** Who is paid for a claim, or would be: the heir to whom it was ordered, whoever is the heir by now; before that the one that stands. */
    record Recipient(Claim claim, Payments.@Nullable Ordered order, Optional<NamedHeir> heir, PersonCard card) {
        /** What goes or went to the account: less than was granted where a part was kept for what is owed back. */
        Money paid() {
            return order == null ? claim.amount() : order.amount();
        }

        /** A sentence to whoever reads: of their own account, of the {@code .member}'s whom they help, of an {@code .heir}'s. */
        String say(String key, Frame frame) {
            if (heir.isPresent()) {
                return frame.say(key + ".heir");
            }
            PersonId member = claim.owner().person();
            boolean own =
                    frame.actor().filter(reader -> reader.isPerson(member)).isPresent();
            return frame.say(own ? key : key + ".member");
        }

        /** The account in a line; the heir's name masked. */
        String line(EventCase eventCase, Frame frame) {
            return claim.state().isGranted() && heir.isEmpty()
                    ? ClaimWords.cardLine(card, frame)
                    : PaidTo.line(eventCase, heir, card, frame);
        }
    }

    Recipient of(FundId fund, Claim claim) {
        Trip trip = trips.trip();
        Asked asked = ask(trip, fund, claim.owner().person(), claim.id());
        trip.go();
        return asked.of(claim);
    }

    /** Asks in a trip who is paid for a claim that is thought to be a member's. */
    Asked ask(Trip trip, FundId fund, PersonId member, ClaimId claim) {
        return new Asked(
                member,
                heirs.ask(trip, fund, member),
                people.card(trip, fund, member),
                payments.newest(trip, fund, claim.cause()));
    }

    /** Answered once the trip is over, for a claim of that member. */
    record Asked(PersonId member, Heirs.Asked named, Rows<PersonCard> card, Rows<Payments.Ordered> ordered) {
        boolean isFor(Claim claim) {
            return claim.owner().person().equals(member);
        }

        Recipient of(Claim claim) {
            Payments.Ordered order = ordered.optional().orElse(null);
            Optional<NamedHeir> heir =
                    order == null || !claim.state().isGranted() ? named.standing() : PaidTo.ordered(order, named);
            return new Recipient(claim, order, heir, card.optional().orElseThrow(Refusal::notFound));
        }
    }

    private static Optional<NamedHeir> ordered(Payments.Ordered order, Heirs.Asked named) {
        return named.all().stream()
                .filter(heir -> order.accountTail().equals(heir.cardTail())
                        && order.payeeName().equals(heir.maskedName()))
                .findFirst();
    }

    /** Says that another heir would change nothing for this claim, because the bank has it; empty where it has not. */
    String released(FundId fund, Claim claim, Frame frame) {
        return Optional.ofNullable(of(fund, claim).order())
                .filter(last -> GONE.contains(last.state()))
                .map(last -> frame.say(
                        "claim.heir.gone", frame.fmt().yuan(last.amount()), last.payeeName(), last.accountTail()))
                .orElse("");
    }

    /** The account of a case of which nothing is filed yet. */
    String line(FundId fund, EventCase draft, Frame frame) {
        PersonId member = draft.owner().person();
        Trip trip = trips.trip();
        Heirs.Asked named = heirs.ask(trip, fund, member);
        Rows<PersonCard> card = people.card(trip, fund, member);
        trip.go();
        return line(draft, named.standing(), card.optional().orElseThrow(Refusal::notFound), frame);
    }

    /** The heir's, else the member's own, unless the case tells of a death: then of an heir whom nobody has named. */
    private static String line(EventCase eventCase, Optional<NamedHeir> heir, PersonCard card, Frame frame) {
        return heir.map(named -> line(named, named.maskedName(), frame))
                .orElseGet(() -> eventCase.facts().isDeath()
                        ? frame.say("claim.card.heir.none")
                        : ClaimWords.cardLine(card, frame));
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
