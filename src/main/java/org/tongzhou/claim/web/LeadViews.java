package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Quality;
import org.tongzhou.claim.SecondBenefits;
import org.tongzhou.claim.Workload;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Frame;

/** Puts the lead's pages together. */
@Component
class LeadViews {
    private static final long PER_MILLE = 10;

    private final People people;
    private final Places places;

    LeadViews(People people, Places places) {
        this.people = people;
        this.places = places;
    }

    WorkloadPage workload(Actor actor, Workload.Lying lying, Frame frame) {
        Map<PersonId, PersonCard> cards = people.cards(
                actor.fund(),
                lying.reviewers().stream().map(Workload.OfReviewer::person).toList());
        List<WorkloadPage.Row> levels =
                lying.levels().stream().map(one -> row(one, frame)).toList();
        List<WorkloadPage.Row> reviewers = lying.reviewers().stream()
                .map(one -> row(one, cards.get(one.person()), frame))
                .toList();
        return new WorkloadPage(
                levels,
                reviewers,
                lying.late().stream().map(one -> late(actor, one, frame)).toList());
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

    RoundsPage rounds(Actor actor, List<Quality.Round> rounds, Frame frame, @Nullable Refusal refusal) {
        LocalDate today = frame.today().day();
        boolean mayDraw = Stream.of(Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER)
                .anyMatch(actor::is);
        return new RoundsPage(
                rounds.stream().map(round -> row(round, frame)).toList(),
                mayDraw,
                today.minusMonths(1).toString(),
                today.toString(),
                errors(refusal, frame));
    }

    private static Map<String, String> errors(@Nullable Refusal refusal, Frame frame) {
        return refusal == null ? Map.of() : Map.of("", frame.sentence(refusal));
    }

    private static RoundsPage.Row row(Quality.Round round, Frame frame) {
        Quality.Found random = round.random();
        return new RoundsPage.Row(
                "/quality/" + round.id(),
                frame.fmt().range(round.wish().from(), round.wish().upto()),
                round.population(),
                random.looked() + " / " + random.drawn(),
                random.errors(),
                atMost(round, frame));
    }

    /** {@code 2.5%}, or none while nothing was looked at. */
    private static String atMost(Quality.Round round, Frame frame) {
        return round.random().looked() == 0
                ? frame.fmt().orNone(null)
                : frame.fmt().percent(round.random().atMostPerMille(round.wish().confidence()) * PER_MILLE);
    }

    RoundPage round(
            Actor actor, Quality.Round round, List<Quality.Check> checks, Frame frame, @Nullable Refusal refusal) {
        boolean mayCheck = Stream.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER)
                .anyMatch(actor::is);
        return new RoundPage(
                round.id(),
                frame.say("claim.quality.round", round.id()),
                frame.say(
                        "claim.quality.line",
                        frame.fmt().range(round.wish().from(), round.wish().upto()),
                        round.openedBy(),
                        frame.fmt().stamp(round.openedAt()),
                        round.wish().confidence(),
                        round.wish().margin()),
                figures(round, round.random(), true, frame),
                figures(round, round.risk(), false, frame),
                sentence(round, frame),
                checks.stream().map(check -> row(check, mayCheck, frame)).toList(),
                errors(refusal, frame));
    }

    private static List<RoundPage.Figure> figures(
            Quality.Round round, Quality.Found found, boolean random, Frame frame) {
        List<RoundPage.Figure> figures = new ArrayList<>();
        if (random) {
            figures.add(figure("claim.quality.population", round.population(), frame));
        }
        figures.add(figure("claim.quality.drawn", found.drawn(), frame));
        figures.add(figure("claim.quality.looked", found.looked(), frame));
        figures.add(figure("claim.quality.errors", found.errors(), frame));
        if (random) {
            figures.add(new RoundPage.Figure(frame.say("claim.quality.atmost"), atMost(round, frame)));
        }
        return figures;
    }

    private static RoundPage.Figure figure(String key, int value, Frame frame) {
        return new RoundPage.Figure(frame.say(key), Integer.toString(value));
    }

    private static String sentence(Quality.Round round, Frame frame) {
        Quality.Found random = round.random();
        if (random.looked() == 0) {
            return frame.say("claim.quality.nothing");
        }
        String key = random.looked() < random.drawn() ? "claim.quality.sofar" : "claim.quality.achieved";
        return frame.say(key, random.looked(), random.errors(), round.wish().confidence(), atMost(round, frame));
    }

    private static RoundPage.Row row(Quality.Check check, boolean mayCheck, Frame frame) {
        Boolean sound = check.sound();
        boolean right = Boolean.TRUE.equals(sound);
        String result = sound == null
                ? ""
                : frame.say(
                        right ? "claim.quality.sound" : "claim.quality.unsound",
                        Mask.name(String.valueOf(check.by())),
                        Optional.ofNullable(check.words()).orElse(""));
        return new RoundPage.Row(
                check.claim().value(),
                check.number(),
                frame.say(check.risk() ? "claim.quality.risk" : "claim.quality.random"),
                sound == null,
                mayCheck,
                right,
                result);
    }
}
