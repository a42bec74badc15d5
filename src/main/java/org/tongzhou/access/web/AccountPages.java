package org.tongzhou.access.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.AccountLine;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.Appointments;
import org.tongzhou.access.Credentials;
import org.tongzhou.access.Handed;
import org.tongzhou.access.NewAccount;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.People;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** What an administrator does to an account: at once, or asked of a second one. */
@Controller
@Allowed(Role.ADMIN)
class AccountPages {
    private final Accounts accounts;
    private final Appointments appointments;
    private final Credentials credentials;
    private final People people;
    private final Territories territories;
    private final HandedPages handed;
    private final Once once;
    private final FundClock clock;

    AccountPages(
            Accounts accounts,
            Appointments appointments,
            Credentials credentials,
            People people,
            Territories territories,
            HandedPages handed,
            Once once,
            FundClock clock) {
        this.accounts = accounts;
        this.appointments = appointments;
        this.credentials = credentials;
        this.people = people;
        this.territories = territories;
        this.handed = handed;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/accounts/new")
    ModelAndView form(@RequestParam(defaultValue = "") String territory) {
        return new ModelAndView("access/new-account", "page", NewAccountPage.below(territory));
    }

    @PostMapping("/accounts")
    ModelAndView open(Actor actor, AccountForm form, @RequestParam("request_key") String key, Frame frame) {
        try {
            return handed.show(actor, new HandedPages.Request(key, form.canonical()), () -> open(actor, form), frame);
        } catch (Refusal refusal) {
            ModelAndView page =
                    new ModelAndView("access/new-account", "page", form.page(FormErrors.of(refusal, frame)));
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    @GetMapping("/accounts/{id}")
    ModelAndView account(Actor actor, @PathVariable long id) {
        return page(actor, id, null);
    }

    @PostMapping("/accounts/{id}/reset")
    ModelAndView reset(Actor actor, @PathVariable long id, @RequestParam("request_key") String key, Frame frame) {
        Asked asked = new Asked(actor, id, key, "reset", frame);
        return act(asked, () -> appointments.reset(actor, id, clock.now()));
    }

    @PostMapping("/accounts/{id}/credentials")
    ModelAndView renew(Actor actor, @PathVariable long id, @RequestParam("request_key") String key, Frame frame) {
        Asked asked = new Asked(actor, id, key, "renew", frame);
        return act(asked, () -> appointments.renew(actor, id, clock.now()));
    }

    @PostMapping("/accounts/{id}/credentials/revoke")
    String revoke(
            Actor actor, @PathVariable long id, @RequestParam String client, @RequestParam("request_key") String key) {
        once.act(actor, key, "accounts revoke " + id, () -> credentials.revoke(actor, id, client, clock.now()));
        return "redirect:/accounts/" + id;
    }

    @PostMapping("/accounts/{id}/deactivate")
    String deactivate(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        once.act(actor, key, "accounts deactivate " + id, () -> accounts.deactivate(actor, id, clock.now()));
        return "redirect:/accounts/" + id;
    }

    @PostMapping("/accounts/{id}/reactivate")
    ModelAndView reactivate(Actor actor, @PathVariable long id, @RequestParam("request_key") String key, Frame frame) {
        Asked asked = new Asked(actor, id, key, "reactivate", frame);
        return act(asked, () -> appointments.reopen(actor, id, clock.now()));
    }

    @PostMapping("/accounts/{id}/roles")
    ModelAndView roles(
            Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Set<Role> roles,
            @RequestParam("request_key") String key,
            Frame frame) {
        Set<Role> chosen = EnumSet.noneOf(Role.class);
        chosen.addAll(roles == null ? Set.of() : roles);
        if (accounts.find(actor, id).client()) {
            chosen.add(Role.PARTNER);
        }
        Asked asked = new Asked(actor, id, key, "roles " + chosen, frame);
        return act(asked, () -> appointments.give(actor, id, chosen, clock.now()));
    }

    /** What is refused is said on the account's page. */
    private ModelAndView act(Asked asked, Supplier<Handed> effect) {
        try {
            return handed.show(asked.actor(), asked.request(), effect, asked.frame());
        } catch (Refusal refusal) {
            ModelAndView page = page(asked.actor(), asked.id(), asked.frame().sentence(refusal));
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    /** Who asked what to be done to which account. */
    private record Asked(Actor actor, long id, String key, String what, Frame frame) {
        HandedPages.Request request() {
            return new HandedPages.Request(key, what + " " + id);
        }
    }

    private Handed open(Actor actor, AccountForm form) {
        Territories.Place place = territories.read(actor, form.place());
        PersonId person = people.findOrRegister(actor.fund(), form.person(), clock.now());
        NewAccount account = form.account(person, place);
        return form.program()
                ? appointments.issue(actor, account, clock.now())
                : appointments.open(actor, account, clock.now());
    }

    private ModelAndView page(Actor actor, long id, @Nullable String error) {
        AccountLine account = accounts.find(actor, id);
        AccountPage page = new AccountPage(
                account,
                territories.words(actor.fund(), account.path()),
                account.id() == actor.userId(),
                AccountForm.CHOICES,
                account.client() ? credentials.of(actor, id) : List.of(),
                appointments.takesTwo(actor, account),
                appointments.waitingOf(actor, id).orElse(null),
                error);
        return new ModelAndView("access/account", "page", page);
    }
}
