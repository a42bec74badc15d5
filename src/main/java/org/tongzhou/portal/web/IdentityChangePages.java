package org.tongzhou.portal.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.person.FoundSlips;
import org.tongzhou.person.IdentityChanges;
import org.tongzhou.person.OpenIdentityChange;
import org.tongzhou.person.OpenSlip;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.NavItem;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Sent;

/** The second person's word on corrected identity numbers, given with what they touch before the eyes. */
@Controller
@Allowed(Role.PROVINCE_REVIEWER)
class IdentityChangePages {
    private static final String PATH = "/identity-changes";

    private final IdentityChanges identities;
    private final FoundSlips slips;
    private final IdentityEffects effects;
    private final People people;
    private final Once once;
    private final FundClock clock;

    IdentityChangePages(
            IdentityChanges identities,
            FoundSlips slips,
            IdentityEffects effects,
            People people,
            Once once,
            FundClock clock) {
        this.identities = identities;
        this.slips = slips;
        this.effects = effects;
        this.people = people;
        this.once = once;
        this.clock = clock;
    }

    @Bean
    static NavItem identityChangesNav() {
        return NavItem.to(IdentityChangePages.class, "portal.identities.nav", PATH, "refresh", 48);
    }

    @GetMapping(PATH)
    ModelAndView list(Actor actor, Sent sent, Frame frame) {
        PagedLists lists = lists(sent);
        IdentityChangePage.All page = new IdentityChangePage.All(
                lines(actor, lists.startOf("after"), frame), slips(actor, lists.startOf("before"), frame), lists);
        return new ModelAndView("portal/identity-changes", "page", page);
    }

    private Slice<IdentityChangePage.Line> lines(Actor actor, String after, Frame frame) {
        Slice<OpenIdentityChange> open = identities.open(actor, after);
        Map<PersonId, PersonCard> cards = people.cards(
                actor.fund(),
                open.items().stream().map(OpenIdentityChange::person).toList());
        return open.map(change -> line(actor, change, Objects.requireNonNull(cards.get(change.person())), frame));
    }

    private Slice<IdentityChangePage.Slip> slips(Actor actor, String before, Frame frame) {
        Slice<OpenSlip> open = slips.open(actor, before);
        Map<PersonId, PersonCard> cards = people.cards(
                actor.fund(), open.items().stream().map(OpenSlip::person).toList());
        return open.map(slip -> new IdentityChangePage.Slip(
                slip.id(),
                slip.person().value(),
                Mask.name(Objects.requireNonNull(cards.get(slip.person())).name()),
                Mask.id(slip.number().number()),
                slip.reason(),
                frame.fmt().stamp(slip.askedAt()),
                actor.isPerson(slip.askedBy()) || actor.isPerson(slip.person())));
    }

    /** Answers, as the other word does, with the pages of the lists as they stood. */
    @PostMapping(PATH + "/slips/{id}/confirm")
    String confirmSlip(@PathVariable long id, Sent form, Actor actor) {
        once.run(actor, form.key(), "confirm slip " + id, () -> {
            slips.confirm(actor, id, clock.now());
            return PATH;
        });
        return stood(form);
    }

    @PostMapping(PATH + "/slips/{id}/withdraw")
    String turnDownSlip(@PathVariable long id, Sent form, Actor actor) {
        slips.withdraw(actor, id, clock.now());
        return stood(form);
    }

    private static String stood(Sent form) {
        return "redirect:" + lists(form).address();
    }

    private static PagedLists lists(Sent sent) {
        return PagedLists.of(PATH, sent, "after", "before");
    }

    @GetMapping(PATH + "/{id}")
    ModelAndView one(@PathVariable long id, Actor actor, Frame frame) {
        return page(actor, id, frame, null);
    }

    /** {@code seen} is what was found to be touched when the page was shown. */
    @PostMapping(PATH + "/{id}/confirm")
    ModelAndView confirm(
            @PathVariable long id, Word word, @RequestParam("request_key") String key, Actor actor, Frame frame) {
        try {
            once.run(actor, key, "confirm number " + id, () -> {
                requireSeen(actor, id, word, frame);
                identities.confirm(actor, id, word.read(), clock.now());
                return PATH;
            });
        } catch (Refusal refusal) {
            if (refusal.code().equals("identity_change_done")) {
                throw refusal;
            }
            ModelAndView again = page(actor, id, frame, frame.sentence(refusal));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return new ModelAndView("redirect:" + PATH);
    }

    /** The number as it was read on the papers, and what the page had shown. */
    record Word(@Nullable String number, @Nullable String seen) {
        String read() {
            return number == null ? "" : number;
        }

        @Override
        public String toString() {
            return "Word[]";
        }
    }

    private void requireSeen(Actor actor, long id, Word word, Frame frame) {
        if (!effects.of(actor, identities.open(actor, id), frame).seen().equals(word.seen())) {
            throw Refusal.conflict("identity_touches_other");
        }
    }

    @PostMapping(PATH + "/{id}/withdraw")
    String turnDown(@PathVariable long id, Actor actor) {
        identities.withdraw(actor, id, clock.now());
        return "redirect:" + PATH;
    }

    private ModelAndView page(Actor actor, long id, Frame frame, @Nullable String error) {
        OpenIdentityChange change = identities.open(actor, id);
        IdentityEffects.Found found = effects.of(actor, change, frame);
        IdentityChangePage.One page = new IdentityChangePage.One(
                line(actor, change, people.card(actor.fund(), change.person()), frame),
                change.reason(),
                facts(actor, change, frame),
                found.covers(),
                found.claims().newest(),
                found.claims().all(),
                found.seen(),
                error);
        return new ModelAndView("portal/identity-decision", "page", page);
    }

    private static IdentityChangePage.Line line(Actor actor, OpenIdentityChange change, PersonCard card, Frame frame) {
        return new IdentityChangePage.Line(
                change.id(),
                change.person().value(),
                Mask.name(card.name()),
                card.maskedId(),
                Mask.id(change.number().number()),
                frame.say("portal.identity.cause." + change.cause()),
                frame.fmt().stamp(change.askedAt()),
                actor.isPerson(change.askedBy()) || actor.isPerson(change.person()));
    }

    /** What follows the number, where it becomes another one. */
    private List<String> facts(Actor actor, OpenIdentityChange change, Frame frame) {
        ResidentId before = people.identity(actor.fund(), change.person());
        ResidentId after = change.number();
        List<String> facts = new ArrayList<>();
        if (before.sex() != after.sex()) {
            facts.add(frame.say(
                    "portal.identity.sex",
                    frame.say("portal.identity.sex." + before.sex()),
                    frame.say("portal.identity.sex." + after.sex())));
        }
        if (!before.birthDate().equals(after.birthDate())) {
            facts.add(frame.say("portal.identity.born", before.birthDate(), after.birthDate()));
        }
        return facts;
    }
}
