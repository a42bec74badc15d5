package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.SecondBenefits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Frame;

/** Puts the page together of benefits that members are owed besides. */
@Component
class SecondViews {
    private final People people;
    private final Places places;

    SecondViews(People people, Places places) {
        this.people = people;
        this.places = places;
    }

    SecondPage second(Actor actor, SecondBenefits second, Frame frame) {
        List<SecondBenefits.Waiting> waiting = second.waiting(actor);
        Map<PersonId, PersonCard> cards = people.cards(
                actor.fund(),
                waiting.stream().map(SecondBenefits.Waiting::person).toList());
        return new SecondPage(
                second.figures(actor).stream()
                        .map(one -> row(actor, one, frame))
                        .toList(),
                waiting.stream()
                        .map(one -> new SecondPage.Waiting(
                                Mask.name(name(cards.get(one.person()))),
                                places.plan(actor.fund(), one.plan(), frame),
                                frame.fmt().money(one.upTo()),
                                Places.wanted(one.missing(), frame),
                                frame.fmt().day(LocalDate.ofInstant(one.since(), FundClock.ZONE))))
                        .toList(),
                second.setAside(actor));
    }

    private SecondPage.Row row(Actor actor, SecondBenefits.Figures one, Frame frame) {
        return new SecondPage.Row(
                places.plan(actor.fund(), one.plan(), frame),
                one.found(),
                one.told(),
                one.filed(),
                one.paid(),
                frame.fmt().money(one.openUpTo()),
                frame.fmt().money(one.paidInAll()));
    }

    private static String name(@Nullable PersonCard card) {
        return card == null ? "" : card.name();
    }
}
