package org.tongzhou.portal.web;

import java.util.List;
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
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.person.Unmasked;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** One member at the desk; data in clear only with a reason, which the member can read afterwards. */
@Controller
@Allowed({Role.UNIT_OFFICER, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.AUDITOR})
class PersonPages {
    private final People people;
    private final Covers covers;
    private final Units units;
    private final MemberHome home;
    private final DeskClaims claims;
    private final FundClock clock;

    PersonPages(People people, Covers covers, Units units, MemberHome home, DeskClaims claims, FundClock clock) {
        this.people = people;
        this.covers = covers;
        this.units = units;
        this.home = home;
        this.claims = claims;
        this.clock = clock;
    }

    static boolean mayOpen(Actor actor) {
        return mayUnmask(actor) || actor.is(Role.AUDITOR);
    }

    private static boolean mayUnmask(Actor actor) {
        return actor.is(Role.UNIT_OFFICER) || actor.isReviewer();
    }

    @GetMapping("/people/{id}")
    ModelAndView person(@PathVariable long id, Actor actor, Frame frame) {
        return page(actor, new PersonId(id), frame, null, null);
    }

    @PostMapping("/people/{id}/show")
    @Allowed({Role.UNIT_OFFICER, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor, Frame frame) {
        PersonId person = new PersonId(id);
        unitOf(covers, actor, person, frame);
        try {
            Unmasked clear = people.unmask(actor, person, reason, clock.now());
            return page(
                    actor, person, frame, new ProfilePage.Shown(clear.idNumber(), clear.phone(), clear.card()), null);
        } catch (Refusal refusal) {
            ModelAndView again = page(actor, person, frame, null, frame.sentence(refusal));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private ModelAndView page(
            Actor actor, PersonId person, Frame frame, ProfilePage.@Nullable Shown shown, @Nullable String error) {
        UnitId unit = unitOf(covers, actor, person, frame);
        PersonCard card = people.card(actor.fund(), person);
        Slice<SearchPage.Hit> found = claims.ofPerson(actor, person, frame);
        PersonPage page = new PersonPage(
                card,
                shown == null ? Mask.name(card.name()) : card.name(),
                units.names(actor.fund(), List.of(unit)).getOrDefault(unit, ""),
                shown,
                mayUnmask(actor),
                actor.isReviewer(),
                error,
                home.held(actor, person, frame),
                found.items(),
                found.next() == null ? null : DeskClaims.all(person));
        return new ModelAndView("portal/person", "page", page);
    }

    /** Refuses {@code not_found} for whoever was never covered through a unit of the actor's territory, or left an officer's long ago. */
    static UnitId unitOf(Covers covers, Actor actor, PersonId person, Frame frame) {
        Map<PersonId, UnitId> inside =
                covers.within(actor, List.of(person), frame.today().day());
        UnitId unit = inside.get(person);
        if (unit == null) {
            throw Refusal.notFound();
        }
        return unit;
    }

    /** Somebody of the actor's territory; refuses as {@link #unitOf}. */
    static PersonId inside(Covers covers, Actor actor, long id, Frame frame) {
        PersonId person = new PersonId(id);
        unitOf(covers, actor, person, frame);
        return person;
    }
}
