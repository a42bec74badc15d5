package org.tongzhou.portal.web;

import java.util.Map;
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
import org.tongzhou.person.NameChange;
import org.tongzhou.person.NameChanges;
import org.tongzhou.person.People;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** A reviewer asks for the name on a member's identity card where another one is registered. */
@Controller
@Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
class PersonNamePages {
    private static final String PATH = "/people/{id}/name";

    /** What a refusal is about; every other one is about the whole. */
    private static final Map<String, String> FIELDS =
            Map.of("name_form", "name", "name_same", "name", "name_reason", "reason");

    private final NameChanges names;
    private final People people;
    private final Covers covers;
    private final Once once;
    private final FundClock clock;

    PersonNamePages(NameChanges names, People people, Covers covers, Once once, FundClock clock) {
        this.names = names;
        this.people = people;
        this.covers = covers;
        this.once = once;
        this.clock = clock;
    }

    /** What was typed. */
    record Typed(@Nullable String name, @Nullable String reason) {
        static final Typed NOTHING = new Typed(null, null);

        NameChange of(PersonId person) {
            return new NameChange(person, said(name), said(reason));
        }

        static String said(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    @GetMapping(PATH)
    ModelAndView form(@PathVariable long id, Actor actor, Frame frame) {
        return page(actor, PersonPages.inside(covers, actor, id, frame), frame, Typed.NOTHING, null);
    }

    @PostMapping(PATH)
    ModelAndView ask(
            @PathVariable long id, Typed typed, @RequestParam("request_key") String key, Actor actor, Frame frame) {
        PersonId person = PersonPages.inside(covers, actor, id, frame);
        NameChange wanted = typed.of(person);
        try {
            once.run(actor, key, wanted.name(), () -> Long.toString(names.ask(actor, wanted, clock.now())));
        } catch (Refusal refusal) {
            ModelAndView again = page(actor, person, frame, typed, refusal);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return new ModelAndView("redirect:/people/" + id + "/name");
    }

    @PostMapping(PATH + "/withdraw")
    String withdraw(@PathVariable long id, @RequestParam long change, Actor actor, Frame frame) {
        PersonId person = PersonPages.inside(covers, actor, id, frame);
        if (names.openOf(actor.fund(), person)
                .filter(open -> open.id() == change)
                .isEmpty()) {
            throw Refusal.conflict("name_change_done");
        }
        names.withdraw(actor, change, clock.now());
        return "redirect:/people/" + id;
    }

    private ModelAndView page(Actor actor, PersonId person, Frame frame, Typed typed, @Nullable Refusal refusal) {
        NameChangeForm form = new NameChangeForm(
                person.value(),
                Mask.name(people.card(actor.fund(), person).name()),
                names.openOf(actor.fund(), person).orElse(null),
                Typed.said(typed.name()),
                Typed.said(typed.reason()),
                refusal == null ? null : frame.sentence(refusal),
                refusal == null ? "" : FIELDS.getOrDefault(refusal.code(), ""));
        return new ModelAndView("portal/name-change", "page", form);
    }
}
