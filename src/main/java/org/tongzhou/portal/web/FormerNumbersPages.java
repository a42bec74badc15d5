package org.tongzhou.portal.web;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.FormerNumber;
import org.tongzhou.person.FoundSlip;
import org.tongzhou.person.FoundSlips;
import org.tongzhou.person.IdentityChange;
import org.tongzhou.person.OpenSlip;
import org.tongzhou.person.People;
import org.tongzhou.portal.web.FormerNumbersPage.Tried;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** A desk asks for a number that was kept as a member's of before to be known as one that never was theirs. */
@Controller
@Allowed({Role.UNIT_OFFICER, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
class FormerNumbersPages {
    private static final String PATH = "/people/{id}/former-numbers";

    private final FoundSlips slips;
    private final People people;
    private final Covers covers;
    private final Once once;
    private final FundClock clock;

    FormerNumbersPages(FoundSlips slips, People people, Covers covers, Once once, FundClock clock) {
        this.slips = slips;
        this.people = people;
        this.covers = covers;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView list(@PathVariable long id, Actor actor, Frame frame) {
        return page(actor, PersonPages.inside(covers, actor, id, frame), frame, null);
    }

    /** What was typed about which of them. */
    record Typed(long change, @Nullable String reason) {
        FoundSlip of(PersonId person) {
            return new FoundSlip(person, change, reason == null ? "" : reason);
        }
    }

    @PostMapping(PATH)
    ModelAndView ask(
            @PathVariable long id, Typed typed, @RequestParam("request_key") String key, Actor actor, Frame frame) {
        PersonId person = PersonPages.inside(covers, actor, id, frame);
        FoundSlip found = typed.of(person);
        try {
            once.run(actor, key, "slip " + found.change(), () -> Long.toString(slips.ask(actor, found, clock.now())));
        } catch (Refusal refusal) {
            Tried tried = new Tried(found.change(), found.reason(), frame.sentence(refusal));
            ModelAndView again = page(actor, person, frame, tried);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return new ModelAndView("redirect:/people/" + id + "/former-numbers");
    }

    @PostMapping(PATH + "/withdraw")
    String withdraw(@PathVariable long id, @RequestParam long slip, Actor actor, Frame frame) {
        PersonId person = PersonPages.inside(covers, actor, id, frame);
        if (slips.openOf(actor.fund(), person).stream().noneMatch(open -> open.id() == slip)) {
            throw Refusal.conflict("slip_done");
        }
        slips.withdraw(actor, slip, clock.now());
        return "redirect:/people/" + id + "/former-numbers";
    }

    private ModelAndView page(Actor actor, PersonId person, Frame frame, @Nullable Tried tried) {
        Map<Long, OpenSlip> open = slips.openOf(actor.fund(), person).stream()
                .collect(Collectors.toMap(OpenSlip::change, Function.identity()));
        List<FormerNumbersPage.Line> lines = slips.formers(actor.fund(), person).stream()
                .map(former -> line(former, open.get(former.change()), frame))
                .toList();
        String name = Mask.name(people.card(actor.fund(), person).name());
        return new ModelAndView(
                "portal/former-numbers", "page", new FormerNumbersPage(person.value(), name, lines, tried));
    }

    private static FormerNumbersPage.Line line(FormerNumber former, @Nullable OpenSlip open, Frame frame) {
        return new FormerNumbersPage.Line(
                former.change(),
                Mask.id(former.number().number()),
                frame.say("portal.identity.cause." + former.cause()),
                frame.fmt().stamp(former.replacedAt()),
                former.cause() == IdentityChange.Cause.RENUMBERED,
                open == null
                        ? null
                        : new FormerNumbersPage.Open(open.id(), frame.fmt().stamp(open.askedAt()), open.reason()));
    }
}
