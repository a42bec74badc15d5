package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.Authenticators;
import org.tongzhou.access.Outcome;
import org.tongzhou.access.Reauthentication;
import org.tongzhou.access.Standing;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** What people do to their own account: another password, an authenticator. */
@Controller
@Allowed(signedIn = true)
class OwnAccountPages {
    private final Accounts accounts;
    private final Reauthentication reauthentication;
    private final Authenticators authenticators;
    private final CurrentActor current;
    private final Sessions sessions;
    private final FundClock clock;

    OwnAccountPages(
            Accounts accounts,
            Reauthentication reauthentication,
            Authenticators authenticators,
            CurrentActor current,
            Sessions sessions,
            FundClock clock) {
        this.accounts = accounts;
        this.reauthentication = reauthentication;
        this.authenticators = authenticators;
        this.current = current;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A change of password, as sent. */
    record Change(
            @Nullable String current,
            @Nullable String password,
            @Nullable String again) {
        String chosen() {
            if (password == null || !password.equals(again)) {
                throw Refusal.invalid("password_again");
            }
            return password;
        }
    }

    @GetMapping("/account")
    ModelAndView account(Actor actor, HttpServletRequest request, Frame frame) {
        boolean changed = request.getParameter("changed") != null;
        return page(standing(actor), FormErrors.NONE, changed ? frame.say("access.own.changed") : null, frame);
    }

    @PostMapping("/account/password")
    ModelAndView change(
            Actor actor, Change form, HttpServletRequest request, HttpServletResponse response, Frame frame) {
        try {
            String chosen = form.chosen();
            requireProved(actor, form, request);
            accounts.changePassword(actor, form.current() == null ? "" : form.current(), chosen, clock.now());
        } catch (Refusal refusal) {
            ModelAndView page = page(standing(actor), FormErrors.of(refusal, frame), null, frame);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        keep(actor, codeGiven(request), request, response);
        return new ModelAndView("redirect:/account?changed");
    }

    /** Tries are counted as those of signing in: a session that was left open is not enough to find the password. */
    private void requireProved(Actor actor, Change form, HttpServletRequest request) {
        Reauthentication.Typed typed = new Reauthentication.Typed(form.current(), request.getRemoteAddr(), clock.now());
        if (!reauthentication.isProved(actor, typed)) {
            throw Refusal.invalid("password_wrong");
        }
    }

    @GetMapping("/account/authenticator")
    ModelAndView askAuthenticator(Actor actor) {
        return authenticatorPage(actor, null);
    }

    @PostMapping("/account/authenticator")
    ModelAndView addAuthenticator(
            Actor actor,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Frame frame) {
        requireCodes();
        Outcome outcome = authenticators.check(standing(actor), code, clock.now());
        if (outcome instanceof Outcome.Welcome) {
            keep(actor, true, request, response);
            return new ModelAndView("redirect:/account");
        }
        String sentence = Doors.sentence(outcome, "access.code.wrong", frame);
        return LoginPages.refused(authenticatorPage(actor, sentence), outcome, response);
    }

    private ModelAndView authenticatorPage(Actor actor, @Nullable String error) {
        requireCodes();
        Authenticators.Enrolment enrolment = authenticators.begin(standing(actor));
        return new ModelAndView("access/authenticator", "page", new AuthenticatorPage(enrolment, false, error));
    }

    private void requireCodes() {
        if (authenticators.policy() == Authenticators.Policy.OFF) {
            throw Refusal.notFound();
        }
    }

    private Standing standing(Actor actor) {
        return accounts.standing(actor.fund(), actor.userId()).orElseThrow(Refusal::notFound);
    }

    private boolean codeGiven(HttpServletRequest request) {
        Visitor visitor = current.visit(request).visitor();
        return visitor != null && visitor.codeGiven();
    }

    private void keep(Actor actor, boolean codeGiven, HttpServletRequest request, HttpServletResponse response) {
        int version = standing(actor).version();
        sessions.keep(new Visitor(actor.userId(), version, codeGiven, false), request, response);
    }

    private ModelAndView page(Standing standing, FormErrors errors, @Nullable String notice, Frame frame) {
        String login = accounts.signInName(standing).said(frame.words());
        boolean canAdd = authenticators.policy() != Authenticators.Policy.OFF && !standing.hasAuthenticator();
        return new ModelAndView(
                "access/own-account",
                "page",
                new OwnAccountPage(login, standing.hasAuthenticator(), canAdd, errors, notice));
    }
}
