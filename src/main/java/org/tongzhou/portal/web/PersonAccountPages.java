package org.tongzhou.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.Reauthentication;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.Heirs;
import org.tongzhou.person.OpenChange;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/**
 * A reviewer asks for another account of a member who stands at the desk: one who has no sign-in, or for whom an heir was confirmed
 * though they live. Password again, three days' cooling, a second person's word.
 */
@Controller
@Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
class PersonAccountPages {
    private static final String PATH = "/people/{id}/account";

    /** What a refusal is about; every other one is about the whole. */
    private static final Map<String, String> FIELDS =
            Map.of("card_form", "card", "bank_name", "bank", "account_reason", "reason", "reauthenticate", "password");

    private final PayeeAccounts accounts;
    private final Heirs heirs;
    private final People people;
    private final Covers covers;
    private final Reauthentication reauthentication;
    private final Once once;
    private final FundClock clock;

    PersonAccountPages(
            PayeeAccounts accounts,
            Heirs heirs,
            People people,
            Covers covers,
            Reauthentication reauthentication,
            Once once,
            FundClock clock) {
        this.accounts = accounts;
        this.heirs = heirs;
        this.people = people;
        this.covers = covers;
        this.reauthentication = reauthentication;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView form(@PathVariable long id, Actor actor, Frame frame) {
        return page(actor, PersonPages.inside(covers, actor, id, frame), frame, CardTyped.NOTHING, null);
    }

    @PostMapping(PATH)
    ModelAndView ask(
            @PathVariable long id,
            CardTyped typed,
            @RequestParam("request_key") String key,
            Actor actor,
            Frame frame,
            HttpServletRequest request) {
        PersonId person = PersonPages.inside(covers, actor, id, frame);
        try {
            boolean proved = reauthentication.isProved(
                    actor, new Reauthentication.Typed(typed.password(), request.getRemoteAddr(), clock.now()));
            AccountChange wanted = typed.of(person, proved);
            once.run(
                    actor,
                    key,
                    id + " " + wanted.card(),
                    () -> Long.toString(accounts.change(actor, wanted, clock.now())));
        } catch (Refusal refusal) {
            ModelAndView again = page(actor, person, frame, typed, refusal);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return new ModelAndView("redirect:/people/" + id + "/account");
    }

    /** An heir who waits is taken back where the proof lies, on the claim. */
    @PostMapping(PATH + "/withdraw")
    String withdraw(@PathVariable long id, @RequestParam long change, Actor actor, Frame frame) {
        PersonId person = PersonPages.inside(covers, actor, id, frame);
        if (accounts.openOf(actor, person)
                .filter(open -> open.id() == change && open.heir() == null)
                .isEmpty()) {
            throw Refusal.conflict("account_change_done");
        }
        accounts.withdraw(actor, change, clock.now());
        return "redirect:/people/" + id;
    }

    private ModelAndView page(Actor actor, PersonId person, Frame frame, CardTyped typed, @Nullable Refusal refusal) {
        PersonCard card = people.card(actor.fund(), person);
        OpenChange open = accounts.openOf(actor, person).orElse(null);
        PersonAccountForm form = new PersonAccountForm(
                person.value(),
                Mask.name(card.name()),
                CardTyped.current(card, frame),
                heirs.of(actor.fund(), person)
                        .filter(heir -> !heir.awaitsConfirmation())
                        .map(heir -> frame.say("portal.account.heir", heir.maskedName(), heir.cardTail()))
                        .orElse(null),
                open,
                accounts.isHeir(actor, person) ? frame.say("refusal.account_own_heir") : null,
                typed.bankOrNothing(),
                typed.reasonOrNothing(),
                refusal == null ? null : frame.sentence(refusal),
                refusal == null ? "" : FIELDS.getOrDefault(refusal.code(), ""));
        return new ModelAndView("portal/person-account", "page", form);
    }
}
