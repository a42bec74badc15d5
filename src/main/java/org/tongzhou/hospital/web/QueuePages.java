package org.tongzhou.hospital.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.hospital.Candidate;
import org.tongzhou.hospital.Discharge;
import org.tongzhou.hospital.Discharges;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Units;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.ListAddress;
import org.tongzhou.shell.NavBadge;
import org.tongzhou.shell.NavItem;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** Stays that a reviewer has to match to a member, or set aside. */
@Controller
@Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
class QueuePages {
    private static final String PATH = "/discharges";

    private final Discharges discharges;
    private final Units units;
    private final Once once;
    private final FundClock clock;

    QueuePages(Discharges discharges, Units units, Once once, FundClock clock) {
        this.discharges = discharges;
        this.units = units;
        this.once = once;
        this.clock = clock;
    }

    @Bean
    static NavItem dischargesNav() {
        return NavItem.to(QueuePages.class, "hospital.nav", PATH, "user", 14);
    }

    @Bean
    static NavBadge dischargesWaiting(Discharges discharges) {
        return new NavBadge() {
            @Override
            public String href() {
                return PATH;
            }

            @Override
            public int count(Actor actor) {
                return discharges.countWaiting(actor);
            }

            @Override
            public Optional<Rows<Integer>> count(Trip trip, Actor actor) {
                return Optional.of(discharges.countWaiting(trip, actor));
            }
        };
    }

    @GetMapping(PATH)
    ModelAndView list(Actor actor, @RequestParam(defaultValue = "") String after, Frame frame) {
        return page(actor, after, frame, Tried.NOTHING);
    }

    @PostMapping(PATH + "/{id}/match")
    ModelAndView match(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long person,
            Sent form,
            Actor actor,
            Frame frame) {
        String number = Plain.number(form.text("identity"));
        return form.act(
                () -> act(actor, form, "match " + id + " " + number + person, () -> {
                    if (person == null) {
                        discharges.match(actor, id, number, clock.now());
                    } else {
                        discharges.match(actor, id, new PersonId(person), clock.now());
                    }
                }),
                Map.of("hospital_person_unknown", "id-" + id),
                tried -> page(actor, form.text("after"), frame, tried));
    }

    @PostMapping(PATH + "/{id}/aside")
    ModelAndView setAside(@PathVariable long id, Sent form, Actor actor, Frame frame) {
        String words = form.text("words");
        return form.act(
                () -> act(
                        actor,
                        form,
                        "aside " + id + " " + words,
                        () -> discharges.setAside(actor, id, words, clock.now())),
                Map.of("hospital_words_length", "why-" + id),
                tried -> page(actor, form.text("after"), frame, tried));
    }

    /** Answers with the page of the list on which the stay stood. */
    private String act(Actor actor, Sent form, String body, Runnable effect) {
        once.act(actor, form.key(), "discharges " + body, effect);
        return "redirect:" + ListAddress.after(PATH, form.text("after"));
    }

    private ModelAndView page(Actor actor, String after, Frame frame, Tried tried) {
        Slice<Discharge> waiting = discharges.waiting(actor, after);
        Map<Long, List<Candidate>> candidates = discharges.candidates(actor, waiting.items());
        Map<UnitId, String> names = units.names(
                actor.fund(),
                candidates.values().stream()
                        .flatMap(List::stream)
                        .map(Candidate::unit)
                        .distinct()
                        .toList());
        Slice<QueuePage.Line> lines =
                waiting.map(one -> line(one, who(candidates.getOrDefault(one.id(), List.of()), names, frame), frame));
        return new ModelAndView("hospital/queue", "page", new QueuePage(lines, after, tried));
    }

    private static List<QueuePage.Who> who(List<Candidate> candidates, Map<UnitId, String> units, Frame frame) {
        return candidates.stream()
                .map(one -> new QueuePage.Who(
                        one.card().id().value(),
                        Mask.name(one.card().name()),
                        one.card().maskedId(),
                        units.getOrDefault(one.unit(), ""),
                        difference(one, frame)))
                .toList();
    }

    private static String difference(Candidate candidate, Frame frame) {
        Candidate.Letter letter = candidate.letter();
        if (letter != null) {
            return frame.say("hospital.queue.letter", letter.place(), letter.reported(), letter.known());
        }
        return candidate.sameName() ? "" : frame.say("hospital.queue.letters");
    }

    private static QueuePage.Line line(Discharge discharge, List<QueuePage.Who> candidates, Frame frame) {
        String identity = discharge.idNumber();
        Discharge.Why unclear = discharge.why();
        String why = unclear == null ? "" : frame.say(unclear.key());
        return new QueuePage.Line(
                discharge.id(),
                Mask.name(discharge.name()),
                identity == null ? frame.fmt().orNone(null) : Mask.id(identity),
                discharge.sender().name(),
                frame.fmt().range(discharge.admitted(), discharge.discharged()),
                frame.fmt().stamp(discharge.receivedAt()),
                discharge.contradicted() ? frame.say("hospital.queue.contradicted", why) : why,
                candidates);
    }
}
