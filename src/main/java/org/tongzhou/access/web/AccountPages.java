package org.tongzhou.access.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
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
import org.tongzhou.access.Credentials;
import org.tongzhou.access.IssuedCredential;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.access.Standing;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.People;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** What an administrator does to an account. */
@Controller
@Allowed(Role.ADMIN)
class AccountPages {
    private final Accounts accounts;
    private final Credentials credentials;
    private final People people;
    private final Territories territories;
    private final Once once;
    private final FundClock clock;

    AccountPages(
            Accounts accounts,
            Credentials credentials,
            People people,
            Territories territories,
            Once once,
            FundClock clock) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.people = people;
        this.territories = territories;
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
            return shownOnce(actor, key, form.canonical(), () -> open(actor, form, frame));
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
        return shownOnce(actor, key, "reset " + id, () -> once(actor, accounts.reset(actor, id, clock.now()), frame));
    }

    @PostMapping("/accounts/{id}/credentials")
    ModelAndView renew(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        return shownOnce(actor, key, "renew " + id, () -> once(credentials.renew(actor, id, clock.now())));
    }

    @PostMapping("/accounts/{id}/credentials/revoke")
    String revoke(
            Actor actor, @PathVariable long id, @RequestParam String client, @RequestParam("request_key") String key) {
        return act(actor, key, "revoke", id, () -> credentials.revoke(actor, id, client, clock.now()));
    }

    @PostMapping("/accounts/{id}/deactivate")
    String deactivate(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        return act(actor, key, "deactivate", id, () -> accounts.deactivate(actor, id, clock.now()));
    }

    @PostMapping("/accounts/{id}/reactivate")
    String reactivate(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        return act(actor, key, "reactivate", id, () -> accounts.reactivate(actor, id, clock.now()));
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
        try {
            return new ModelAndView(
                    act(actor, key, "roles " + chosen, id, () -> accounts.changeRoles(actor, id, chosen, clock.now())));
        } catch (Refusal refusal) {
            ModelAndView page = page(actor, id, frame.sentence(refusal));
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    private ShownOnce open(Actor actor, AccountForm form, Frame frame) {
        Territories.Place place = territories.read(actor, form.place());
        PersonId person = people.findOrRegister(actor.fund(), form.person(), clock.now());
        NewAccount account = form.account(person, place);
        return form.program()
                ? once(credentials.issue(actor, account, clock.now()))
                : once(actor, accounts.open(actor, account, clock.now()), frame);
    }

    /** A repeated request finds the account but never the secret again. */
    private ModelAndView shownOnce(Actor actor, String key, String body, Supplier<ShownOnce> effect) {
        AtomicReference<@Nullable ShownOnce> secret = new AtomicReference<>();
        String account = once.run(actor, key, "accounts " + body, () -> {
            ShownOnce made = effect.get();
            secret.set(made);
            return Long.toString(made.account());
        });
        ShownOnce made = secret.get();
        return made == null
                ? new ModelAndView("redirect:/accounts/" + account)
                : new ModelAndView("access/shown-once", "page", made);
    }

    private String act(Actor actor, String key, String what, long id, Runnable effect) {
        once.run(actor, key, "accounts " + what + " " + id, () -> {
            effect.run();
            return "";
        });
        return "redirect:/accounts/" + id;
    }

    private ModelAndView page(Actor actor, long id, @Nullable String error) {
        AccountLine account = accounts.find(actor, id);
        AccountPage page = new AccountPage(
                account,
                territories.words(actor.fund(), account.path()),
                account.id() == actor.userId(),
                AccountForm.CHOICES,
                account.client() ? credentials.of(actor, id) : List.of(),
                error);
        return new ModelAndView("access/account", "page", page);
    }

    private ShownOnce once(Actor actor, OneTimePassword password, Frame frame) {
        Standing account = accounts.standing(actor.fund(), password.account()).orElseThrow(Refusal::notFound);
        String login = accounts.signInName(account).said(frame.words());
        return new ShownOnce(password.account(), login, password.password(), false);
    }

    private static ShownOnce once(IssuedCredential credential) {
        return new ShownOnce(credential.account(), credential.clientId(), credential.secret(), true);
    }
}
