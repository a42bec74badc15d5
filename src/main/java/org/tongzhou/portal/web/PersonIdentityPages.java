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
import org.tongzhou.person.FoundSlips;
import org.tongzhou.person.IdentityChange;
import org.tongzhou.person.IdentityChanges;
import org.tongzhou.person.OpenIdentityChange;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.portal.web.IdentityChangeForm.Typed;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** A desk asks for the identity number on a member's papers where another one is registered. */
@Controller
@Allowed({Role.UNIT_OFFICER, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
class PersonIdentityPages {
    private static final String PATH = "/people/{id}/identity";

    /** What a refusal is about; every other one is about the whole. */
    private static final Map<String, String> FIELDS = Map.of(
            "identity_form",
            "number",
            "identity_same",
            "number",
            "identity_taken",
            "number",
            "identity_former",
            "number",
            "identity_reason",
            "reason",
            "identity_in_reason",
            "reason");

    private final IdentityChanges identities;
    private final FoundSlips slips;
    private final People people;
    private final Covers covers;
    private final Once once;
    private final FundClock clock;

    PersonIdentityPages(
            IdentityChanges identities, FoundSlips slips, People people, Covers covers, Once once, FundClock clock) {
        this.identities = identities;
        this.slips = slips;
        this.people = people;
        this.covers = covers;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView form(@PathVariable long id, Actor actor, Frame frame) {
        return page(actor, PersonPages.inside(covers, actor, id, frame), frame, Typed.NOTHING, null);
    }

    @PostMapping(PATH)
    ModelAndView ask(
            @PathVariable long id, Typed typed, @RequestParam("request_key") String key, Actor actor, Frame frame) {
        PersonId person = PersonPages.inside(covers, actor, id, frame);
        IdentityChange wanted =
                new IdentityChange(person, typed.said(typed.number()), typed.why(), typed.said(typed.reason()));
        try {
            once.run(actor, key, wanted.number(), () -> Long.toString(identities.ask(actor, wanted, clock.now())));
        } catch (Refusal refusal) {
            ModelAndView again = page(actor, person, frame, typed, refusal);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return new ModelAndView("redirect:/people/" + id + "/identity");
    }

    @PostMapping(PATH + "/withdraw")
    String withdraw(@PathVariable long id, @RequestParam long change, Actor actor, Frame frame) {
        PersonId person = PersonPages.inside(covers, actor, id, frame);
        if (identities
                .openOf(actor.fund(), person)
                .filter(open -> open.id() == change)
                .isEmpty()) {
            throw Refusal.conflict("identity_change_done");
        }
        identities.withdraw(actor, change, clock.now());
        return "redirect:/people/" + id;
    }

    private ModelAndView page(Actor actor, PersonId person, Frame frame, Typed typed, @Nullable Refusal refusal) {
        PersonCard card = people.card(actor.fund(), person);
        IdentityChangeForm form = new IdentityChangeForm(
                person.value(),
                Mask.name(card.name()),
                card.maskedId(),
                identities
                        .openOf(actor.fund(), person)
                        .map(open -> open(open, frame))
                        .orElse(null),
                !slips.formers(actor.fund(), person).isEmpty(),
                typed,
                refusal == null ? null : frame.sentence(refusal),
                refusal == null ? "" : FIELDS.getOrDefault(refusal.code(), ""));
        return new ModelAndView("portal/identity-change", "page", form);
    }

    private static IdentityChangeForm.Open open(OpenIdentityChange change, Frame frame) {
        return new IdentityChangeForm.Open(
                change.id(), Mask.id(change.number().number()), frame.fmt().stamp(change.askedAt()), change.reason());
    }
}
