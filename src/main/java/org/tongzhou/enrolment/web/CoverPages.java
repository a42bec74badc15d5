package org.tongzhou.enrolment.web;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.document.Letters;
import org.tongzhou.enrolment.ClosedPlans;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.enrolment.CoverId;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.TakenAway;

/** A member's own covers and their certificates. */
@Controller
class CoverPages {
    private final Covers covers;
    private final ClosedPlans closed;
    private final Plans plans;
    private final People people;
    private final Units units;
    private final Letters letters;
    private final FundClock clock;
    private final Trips trips;

    CoverPages(
            Covers covers,
            ClosedPlans closed,
            Plans plans,
            People people,
            Units units,
            Letters letters,
            FundClock clock,
            Trips trips) {
        this.covers = covers;
        this.closed = closed;
        this.plans = plans;
        this.people = people;
        this.units = units;
        this.letters = letters;
        this.clock = clock;
        this.trips = trips;
    }

    @GetMapping("/my/cover")
    @Allowed(Role.MEMBER)
    ModelAndView mine(@RequestParam(defaultValue = "") String after, Actor actor, Frame frame) {
        PersonId person = actor.requirePerson();
        LocalDate today = clock.today();
        Asked asked = asked(new Covers.Past(actor.fund(), person, today), after, frame);
        List<Cover> current = asked.current().stream()
                .sorted(Comparator.comparingInt(
                        cover -> plan(actor, cover).heading().order()))
                .toList();
        List<UnitId> through = Stream.concat(current.stream(), asked.past().items().stream())
                .map(Cover::unit)
                .distinct()
                .toList();
        Set<Cover> tooLate = closed.tooLate(actor.fund(), person, current, today);
        Reading reading = new Reading(actor, today, units.names(actor.fund(), through), tooLate, frame);
        CoverPage page = new CoverPage(
                current.stream().map(cover -> held(cover, reading)).toList(),
                asked.past().map(cover -> held(cover, reading)),
                after);
        return new ModelAndView("enrolment/cover", "page", page);
    }

    /** What is awaited, holds or begins later, which stands on the first page, and a page of what has ended. */
    private record Asked(List<Cover> current, Slice<Cover> past) {}

    /** With the numbers of the menu. */
    private Asked asked(Covers.Past whose, String after, Frame frame) {
        Trip trip = trips.trip();
        frame.takeTabs(trip);
        Supplier<List<Cover>> current =
                after.isEmpty() ? covers.standing(trip, whose.fund(), whose.person(), whose.day())::list : List::of;
        Supplier<Slice<Cover>> past = covers.past(trip, whose, after);
        trip.go();
        return new Asked(current.get(), past.get());
    }

    /** Who reads when, what the units are called through which they are covered, and what of theirs no fee begins any more. */
    private record Reading(Actor actor, LocalDate today, Map<UnitId, String> units, Set<Cover> tooLate, Frame frame) {}

    @GetMapping("/covers/{id}/certificate.pdf")
    @Allowed({Role.MEMBER, Role.UNIT_OFFICER})
    ResponseEntity<byte[]> certificate(@PathVariable long id, Actor actor, Frame frame) {
        Cover cover = covers.find(actor, new CoverId(id), clock.today());
        if (cover.period() == null) {
            throw Refusal.conflict("certificate_not_yet");
        }
        Unit unit = units.get(actor.fund(), cover.unit());
        Certificate certificate = new Certificate(
                cover, people.card(actor.fund(), cover.person()), unit.name(), plan(actor, cover), frame);
        return TakenAway.of(
                certificate.number() + ".pdf", MediaType.APPLICATION_PDF, letters.pdf(certificate.letter()));
    }

    private PlanVersion plan(Actor actor, Cover cover) {
        return plans.edition(actor.fund(), cover.plan(), cover.edition())
                .orElseThrow(() -> new IllegalStateException("no edition " + cover.edition() + " of " + cover.plan()));
    }

    private CoverPage.Held held(Cover cover, Reading reading) {
        LocalDate today = reading.today();
        Frame frame = reading.frame();
        PlanVersion plan = plan(reading.actor(), cover);
        Standing standing = standing(cover, reading);
        String never = never(standing, cover, reading);
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(frame.say("cover.units"), frame.say("cover.units.value", cover.units()));
        Cover.Period period = cover.period();
        if (period != null) {
            lines.put(frame.say("cover.period"), frame.fmt().range(period.term()));
            lines.put(frame.say("cover.since"), frame.fmt().memberDay(period.continuousSince(), today));
        }
        lines.put(
                frame.say("cover.unit"), Objects.requireNonNull(reading.units().get(cover.unit())));
        lines.put(frame.say("cover.fee"), Certificate.fee(cover, plan, frame));
        boolean waits = period != null
                && period.waitingUntil().isAfter(today)
                && period.waitingUntil().isAfter(period.term().from())
                && standing != Standing.PAST;
        return new CoverPage.Held(
                cover.plan().value() + "-" + cover.submission().value(),
                plan.name().in(frame.words().locale()),
                plan.heading().summary().in(frame.words().locale()),
                standing.word(cover, frame),
                standing.tone,
                lines,
                never,
                waits && period != null
                        ? frame.say("cover.waiting", frame.fmt().memberDay(period.waitingUntil(), today))
                        : "",
                waits && plan.waiting().days().example(),
                never.isEmpty() ? retired(reading.actor(), cover, frame) : "",
                period == null ? "" : "/covers/" + cover.number() + "/certificate.pdf");
    }

    /** Why it does not begin, and what to do; empty where it does. */
    private String never(Standing standing, Cover cover, Reading reading) {
        return switch (standing) {
            case LEFT_OUT, PLAN_CLOSED -> reading.frame().say(standing.key() + ".text");
            case TOO_LATE ->
                closed.retirement(reading.actor().fund(), cover.plan())
                        .map(retired -> reading.frame()
                                .say("cover.too_late.text", reading.frame().day(retired.from())))
                        .orElseThrow();
            default -> "";
        };
    }

    private static Standing standing(Cover cover, Reading reading) {
        return reading.tooLate().contains(cover) ? Standing.TOO_LATE : Standing.of(cover, reading.today());
    }

    /** What becomes of somebody whose plan nobody joins any more: the cover stays, and where to go on after it. */
    private String retired(Actor actor, Cover cover, Frame frame) {
        return closed.retirement(actor.fund(), cover.plan())
                .map(retired -> frame.say(
                        "cover.retired",
                        frame.day(retired.from()),
                        retired.successor()
                                .map(next -> frame.say("cover.retired.next", name(actor, next, frame)))
                                .orElseGet(() -> frame.say("cover.retired.none"))))
                .orElse("");
    }

    private String name(Actor actor, PlanCode plan, Frame frame) {
        return plans.nameOf(actor.fund(), plan.value(), frame.words().locale());
    }

    /** Where a cover stands on a day, and the shape of its tag. */
    private enum Standing {
        AWAITING("info"),
        LEFT_OUT("bad"),
        PLAN_CLOSED("bad"),
        TOO_LATE("bad"),
        COMING("info"),
        IN_FORCE("good"),
        PAST("plain");

        private final String tone;

        Standing(String tone) {
            this.tone = tone;
        }

        static Standing of(Cover cover, LocalDate today) {
            Cover.Period period = cover.period();
            if (period == null) {
                return switch (cover.state()) {
                    case LEFT_OUT -> LEFT_OUT;
                    case PLAN_CLOSED -> PLAN_CLOSED;
                    default -> AWAITING;
                };
            }
            if (!cover.standsOn(today)) {
                return PAST;
            }
            return period.term().contains(today) ? IN_FORCE : COMING;
        }

        String key() {
            return "cover." + name().toLowerCase(Locale.ROOT);
        }

        String word(Cover cover, Frame frame) {
            Cover.Period period = cover.period();
            return this == COMING && period != null
                    ? frame.say(
                            "cover.coming", frame.fmt().memberDay(period.term().from()))
                    : frame.say(key());
        }
    }
}
