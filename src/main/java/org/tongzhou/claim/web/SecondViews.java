package org.tongzhou.claim.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.SecondBenefits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Slice;
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

    SecondPage second(Actor actor, SecondBenefits second, String after, Frame frame) {
        Slice<SecondBenefits.Waiting> waiting = second.waiting(actor, after);
        Map<PersonId, PersonCard> cards = people.cards(
                actor.fund(),
                waiting.items().stream().map(SecondBenefits.Waiting::person).toList());
        return new SecondPage(
                second.figures(actor).stream()
                        .map(one -> row(actor, one, frame))
                        .toList(),
                waiting.map(one -> waiting(actor, one, name(cards.get(one.person())), frame)),
                after,
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

    private SecondPage.Waiting waiting(Actor actor, SecondBenefits.Waiting one, String name, Frame frame) {
        return new SecondPage.Waiting(
                Mask.name(name),
                places.plan(actor.fund(), one.plan(), frame),
                frame.fmt().money(one.upTo()),
                Places.wanted(one.missing(), frame),
                frame.fmt().day(FundClock.dayOf(one.since())));
    }

    private static String name(@Nullable PersonCard card) {
        return card == null ? "" : card.name();
    }
}
