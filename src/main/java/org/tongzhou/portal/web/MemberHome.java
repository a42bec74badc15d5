package org.tongzhou.portal.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.Claim;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.hospital.Discharge;
import org.tongzhou.hospital.Discharges;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Frame;

/** Gathers a member's first page from the rooms that know. */
@Component
class MemberHome {
    private final People people;
    private final Units units;
    private final Covers covers;
    private final Plans plans;
    private final Cases cases;
    private final MemberClaims claims;
    private final Discharges discharges;

    MemberHome(
            People people,
            Units units,
            Covers covers,
            Plans plans,
            Cases cases,
            MemberClaims claims,
            Discharges discharges) {
        this.people = people;
        this.units = units;
        this.covers = covers;
        this.plans = plans;
        this.cases = cases;
        this.claims = claims;
        this.discharges = discharges;
    }

    /** A cover with the plan version it was enrolled under. */
    private record Held(Cover cover, PlanVersion plan) {}

    HomePage page(Actor actor, Frame frame) {
        PersonId person = ProfilePages.self(actor);
        List<Held> held = current(actor.fund(), person, frame.today().day());
        Cases.Mine mine = cases.mine(actor);
        Map<Claim, Money> paid = claims.paid(actor, mine.claims());
        PersonCard card = people.card(actor.fund(), person);
        return new HomePage(
                card(actor, card, held, figures(held, paid.values(), frame), frame),
                held.stream().anyMatch(one -> one.cover().state() == Cover.State.ACTIVE),
                claims.underWay(actor, mine, frame),
                owed(actor, mine, frame),
                held(held, frame),
                claims.received(actor, mine, paid, card, frame));
    }

    /** Stays that hospitals reported come first: they wait for one tap. */
    private List<HomePage.Owed> owed(Actor actor, Cases.Mine mine, Frame frame) {
        List<HomePage.Owed> owed = new ArrayList<>();
        for (Discharge stay : discharges.unclaimed(actor)) {
            owed.add(new HomePage.Owed(
                    "/my/discharges/" + stay.id(),
                    frame.say("portal.home.stay"),
                    frame.say(
                            "portal.home.stay.text",
                            frame.fmt()
                                    .memberDay(stay.discharged(), frame.today().day())),
                    frame.say("portal.home.stay.see")));
        }
        owed.addAll(claims.owed(actor, mine.open(), frame));
        return owed;
    }

    /** A person's covers that hold, start or wait, for the desk too. */
    List<HomePage.Held> held(FundId fund, PersonId person, Frame frame) {
        return held(current(fund, person, frame.today().day()), frame);
    }

    private static List<HomePage.Held> held(List<Held> held, Frame frame) {
        CoverWords words = new CoverWords(frame);
        return held.stream().map(one -> words.held(one.cover(), one.plan())).toList();
    }

    private HomePage.Card card(
            Actor actor, PersonCard card, List<Held> held, List<HomePage.Figure> figures, Frame frame) {
        LocalDate today = frame.today().day();
        int inForce =
                (int) held.stream().filter(one -> one.cover().holdsOn(today)).count();
        return new HomePage.Card(card.name(), unit(actor, held), inForce, figures);
    }

    /** The unit through which the person is covered, else the one the account belongs to. */
    private String unit(Actor actor, List<Held> held) {
        Optional<UnitId> unit =
                held.stream().map(one -> one.cover().unit()).findFirst().or(() -> Optional.ofNullable(actor.unit()));
        return unit.map(id -> units.names(actor.fund(), List.of(id)))
                .flatMap(names -> names.values().stream().findFirst())
                .orElse("");
    }

    private List<HomePage.Figure> figures(List<Held> held, Collection<Money> received, Frame frame) {
        LocalDate today = frame.today().day();
        List<HomePage.Figure> figures = new ArrayList<>();
        held.stream()
                .filter(one -> one.cover().holdsOn(today))
                .flatMap(one -> Optional.ofNullable(one.cover().period()).stream())
                .map(period -> period.term().lastDay())
                .min(Comparator.naturalOrder())
                .ifPresent(day -> figures.add(new HomePage.Figure(
                        frame.say("portal.home.figure.to"), frame.fmt().day(day))));
        held.stream()
                .filter(one -> one.cover().holdsOn(today))
                .flatMap(one -> CoverWords.most(one.cover(), one.plan()).stream())
                .max(Money::compareTo)
                .ifPresent(most -> figures.add(new HomePage.Figure(
                        frame.say("portal.home.figure.most"), frame.fmt().shortYuan(most))));
        Money paid = received.stream().reduce(Money.ZERO, Money::plus);
        if (paid.isPositive()) {
            figures.add(new HomePage.Figure(
                    frame.say("portal.home.figure.paid"), frame.fmt().yuan(paid)));
        }
        return figures;
    }

    /** What holds, starts or waits for its fee; what has ended is on the page of covers. */
    private List<Held> current(FundId fund, PersonId person, LocalDate today) {
        return covers.of(fund, person).stream()
                .filter(cover -> Optional.ofNullable(cover.period())
                        .map(period -> today.isBefore(period.term().to()))
                        .orElse(true))
                .flatMap(cover -> plan(fund, cover).map(plan -> new Held(cover, plan)).stream())
                .sorted(Comparator.comparingInt(one -> one.plan().heading().order()))
                .toList();
    }

    private Optional<PlanVersion> plan(FundId fund, Cover cover) {
        return plans.editions(fund, cover.plan()).stream()
                .filter(plan -> plan.edition().equals(cover.edition()))
                .findFirst();
    }
}
