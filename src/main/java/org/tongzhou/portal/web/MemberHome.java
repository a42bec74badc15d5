package org.tongzhou.portal.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.claim.Cases;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.enrolment.ClosedPlans;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.hospital.Discharge;
import org.tongzhou.hospital.Discharges;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.recovery.OwnRecoveries;
import org.tongzhou.shell.Frame;

/** Gathers a member's first page from the rooms that know. */
@Component
class MemberHome {
    private static final int FILED_YEARS = 2;

    private final People people;
    private final Units units;
    private final Covers covers;
    private final ClosedPlans closed;
    private final Plans plans;
    private final MemberClaims claims;
    private final Discharges discharges;
    private final OwnRecoveries recoveries;
    private final Trips trips;

    MemberHome(
            People people,
            Units units,
            Covers covers,
            ClosedPlans closed,
            Plans plans,
            MemberClaims claims,
            Discharges discharges,
            OwnRecoveries recoveries,
            Trips trips) {
        this.people = people;
        this.units = units;
        this.covers = covers;
        this.closed = closed;
        this.plans = plans;
        this.claims = claims;
        this.discharges = discharges;
        this.recoveries = recoveries;
        this.trips = trips;
    }

    /** A cover with the plan version it was enrolled under; too late when a fee that comes now does not begin it any more. */
    private record Held(Cover cover, PlanVersion plan, boolean tooLate) {}

    /**
     * What of a member is asked by who they are, all together: of covers those that stand, and those that a claim may still be filed
     * for; the name is of the unit that their account belongs to.
     */
    private record Asked(
            Rows<Cover> covers,
            MemberClaims.Asked claims,
            Rows<PersonCard> card,
            Rows<Discharge> stays,
            Rows<Money> owedBack,
            Optional<Rows<String>> unit) {}

    private Asked ask(Actor actor, PersonId person, Frame frame) {
        Trip trip = trips.trip();
        frame.takeTabs(trip);
        Asked asked = new Asked(
                covers.standing(
                        trip,
                        actor.fund(),
                        person,
                        endedAfter(actor.fund(), frame.today().day())),
                claims.ask(trip, actor),
                people.card(trip, actor.fund(), person),
                discharges.newest(trip, actor),
                recoveries.left(trip, actor),
                Optional.ofNullable(actor.unit()).map(unit -> units.name(trip, actor.fund(), unit)));
        trip.go();
        return asked;
    }

    /**
     * One trip; a second for claims under way, and for who has moved to another unit since their account was opened; one more where
     * something is awaited under a plan that has closed.
     */
    HomePage page(Actor actor, Frame frame) {
        PersonId self = actor.requirePerson();
        Asked asked = ask(actor, self, frame);
        LocalDate today = frame.today().day();
        List<Cover> standing = asked.covers().list().stream()
                .filter(cover -> cover.standsOn(today))
                .toList();
        List<Held> held = held(actor.fund(), self, standing, today);
        Trip trip = trips.trip(Trips.KEPT_PLANS);
        MemberClaims.Known known = claims.follow(trip, actor, asked.claims());
        Optional<Rows<String>> unit = movedTo(actor, held)
                .map(id -> units.name(trip, actor.fund(), id))
                .or(asked::unit);
        trip.go();
        PersonCard card = asked.card().optional().orElseThrow(Refusal::notFound);
        return new HomePage(
                new HomePage.Card(
                        card.name(),
                        unit.flatMap(Rows::optional).orElse(""),
                        inForce(held, frame),
                        figures(held, known.received(), frame)),
                asked.covers().list().stream().anyMatch(cover -> cover.state() == Cover.State.ACTIVE),
                asked.owedBack()
                        .optional()
                        .filter(Money::isPositive)
                        .map(left -> frame.fmt().yuan(left))
                        .orElse(""),
                claims.underWay(actor, known, frame),
                owed(actor, asked.stays().list(), known.mine(), frame),
                known.mine().open().next() != null,
                held(held, frame),
                claims.received(actor, known, frame));
    }

    /**
     * A cover that ended by this day is too long ago for a claim: the longest time that a plan leaves, two years of one that sets
     * none.
     */
    private LocalDate endedAfter(FundId fund, LocalDate today) {
        return plans.book(fund).versions().stream()
                .map(plan -> plan.claiming().filing().withinDays())
                .map(days -> days.isPresent() ? today.minusDays(days.getAsInt()) : today.minusYears(FILED_YEARS))
                .min(Comparator.naturalOrder())
                .orElse(today);
    }

    /** Stays that hospitals reported come first: they wait for one tap. */
    private List<HomePage.Owed> owed(Actor actor, List<Discharge> stays, Cases.Mine mine, Frame frame) {
        List<HomePage.Owed> owed = new ArrayList<>();
        for (Discharge stay : discharges.unclaimed(actor, stays)) {
            owed.add(new HomePage.Owed(
                    "/my/discharges/" + stay.id(),
                    frame.say("portal.home.stay"),
                    frame.say(
                            "portal.home.stay.text",
                            frame.fmt()
                                    .memberDay(stay.discharged(), frame.today().day())),
                    frame.say("portal.home.stay.see")));
        }
        owed.addAll(claims.owed(actor, mine.open().items(), frame));
        return owed;
    }

    /** A person's covers that hold, start or wait, as far as a desk sees them. */
    List<HomePage.Held> held(Actor desk, PersonId person, Frame frame) {
        LocalDate today = frame.today().day();
        return held(held(desk.fund(), person, covers.standing(desk, person, today), today), frame);
    }

    private static List<HomePage.Held> held(List<Held> held, Frame frame) {
        CoverWords words = new CoverWords(frame);
        return held.stream()
                .map(one -> words.held(one.cover(), one.plan(), one.tooLate()))
                .toList();
    }

    private static int inForce(List<Held> held, Frame frame) {
        LocalDate today = frame.today().day();
        return (int) held.stream().filter(one -> one.cover().holdsOn(today)).count();
    }

    /** The unit through which the person is covered, where the account belongs to another or none. */
    private static Optional<UnitId> movedTo(Actor actor, List<Held> held) {
        return held.stream().map(one -> one.cover().unit()).findFirst().filter(unit -> !unit.equals(actor.unit()));
    }

    private List<HomePage.Figure> figures(List<Held> held, Money received, Frame frame) {
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
        if (received.isPositive()) {
            figures.add(new HomePage.Figure(
                    frame.say("portal.home.figure.paid"), frame.fmt().yuan(received)));
        }
        return figures;
    }

    private List<Held> held(FundId fund, PersonId person, List<Cover> standing, LocalDate today) {
        Set<Cover> late = closed.tooLate(fund, person, standing, today);
        return standing.stream()
                .flatMap(cover -> plan(fund, cover).map(plan -> new Held(cover, plan, late.contains(cover))).stream())
                .sorted(Comparator.comparingInt(one -> one.plan().heading().order()))
                .toList();
    }

    private Optional<PlanVersion> plan(FundId fund, Cover cover) {
        return plans.edition(fund, cover.plan(), cover.edition());
    }
}
