package org.tongzhou.claim.web;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Workload;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Frame;

/** Puts the page together of what lies where, and how long it takes. */
@Component
class WorkloadViews {
    private final People people;
    private final Places places;

    WorkloadViews(People people, Places places) {
        this.people = people;
        this.places = places;
    }

    WorkloadPage workload(Actor actor, Workload.Lying lying, String after, Frame frame) {
        Map<PersonId, PersonCard> cards = people.cards(
                actor.fund(),
                lying.reviewers().stream().map(Workload.OfReviewer::person).toList());
        List<WorkloadPage.Row> levels =
                lying.levels().stream().map(one -> row(one, frame)).toList();
        List<WorkloadPage.Row> reviewers = lying.reviewers().stream()
                .map(one -> row(one, cards.get(one.person()), frame))
                .toList();
        return new WorkloadPage(levels, reviewers, lying.late().map(one -> late(actor, one, frame)), after);
    }

    private static WorkloadPage.Row row(Workload.OfLevel one, Frame frame) {
        return new WorkloadPage.Row(
                frame.say("claim.level." + one.level().name()),
                "",
                one.open(),
                one.dueToday(),
                one.overdue(),
                one.papers(),
                0,
                median(one.medianDays(), frame));
    }

    private static WorkloadPage.Row row(Workload.OfReviewer one, @Nullable PersonCard card, Frame frame) {
        return new WorkloadPage.Row(
                one.name().isEmpty() ? name(card) : one.name(),
                frame.say("claim.level." + one.level().name()),
                one.open(),
                one.dueToday(),
                one.overdue(),
                0,
                one.decided(),
                median(one.medianDays(), frame));
    }

    /** Who only leads does not open claims. */
    private WorkloadPage.Late late(Actor actor, Workload.Late one, Frame frame) {
        boolean opens = Stream.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.AUDITOR)
                .anyMatch(actor::is);
        return new WorkloadPage.Late(
                opens ? "/reviews/" + one.id().value() : null,
                one.number(),
                one.level() == null
                        ? frame.say("claim.lead.late.rules")
                        : places.union(one.unitPath(), one.level(), frame),
                frame.fmt().day(one.dueOn()),
                one.urgedOn() == null ? frame.fmt().orNone(null) : frame.fmt().day(one.urgedOn()));
    }

    private static String name(@Nullable PersonCard card) {
        return card == null ? "" : card.name();
    }

    private static String median(OptionalInt days, Frame frame) {
        return days.isPresent()
                ? Integer.toString(days.getAsInt())
                : frame.fmt().orNone(null);
    }
}
