package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
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
import org.tongzhou.access.Standing;
import org.tongzhou.access.TypedPerson;
import org.tongzhou.access.web.CurrentActor.Stage;
import org.tongzhou.access.web.CurrentActor.Visit;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.person.NewPerson;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** The later steps of signing in. Open to all by rule, since nobody is inside yet: each step asks the session itself. */
@Controller
@Allowed(anyone = true)
class StepPages {
    private final CurrentActor current;
    private final Sessions sessions;
    private final Accounts accounts;
    private final Authenticators authenticators;
    private final FundClock clock;

    StepPages(
            CurrentActor current,
            Sessions sessions,
            Accounts accounts,
            Authenticators authenticators,
            FundClock clock) {
        this.current = current;
        this.sessions = sessions;
        this.accounts = accounts;
        this.authenticators = authenticators;
        this.clock = clock;
    }

    /** A new password, and of the first administrator the person behind the account. */
    record NewPassword(
            @Nullable String password,
            @Nullable String again,
            @Nullable String name,
            @Nullable String idNumber,
            @Nullable String phone) {
        /** Refuses {@code account_name}, {@code account_identity}, {@code account_phone}. */
        NewPerson person() {
            return TypedPerson.person(text(name), text(idNumber), text(phone));
        }

        String chosen() {
            if (!text(password).equals(text(again))) {
                throw Refusal.invalid("password_again");
            }
            return text(password);
        }

        private static String text(@Nullable String field) {
            return field == null ? "" : field;
        }
    }

    @GetMapping("/login/code")
    ModelAndView askCode(@RequestParam(defaultValue = "/") String next, HttpServletRequest request) {
        return at(Stage.GIVE_CODE, request).isEmpty()
                ? elsewhere(request)
                : new ModelAndView("access/code", "page", StepPage.of(Doors.own(next)));
    }

    @PostMapping("/login/code")
    ModelAndView giveCode(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Frame frame) {
        Optional<Standing> standing = at(Stage.GIVE_CODE, request);
        if (standing.isEmpty()) {
            return elsewhere(request);
        }
        Outcome outcome = authenticators.check(standing.get(), code, clock.now());
        String path = Doors.own(next);
        if (outcome instanceof Outcome.Welcome welcome) {
            return goOn(new Visitor(welcome.account(), welcome.version(), true, false), path, request, response);
        }
        StepPage page = StepPage.wrongCode(path, Doors.sentence(outcome, "access.code.wrong", frame));
        return LoginPages.refused(new ModelAndView("access/code", "page", page), outcome, response);
    }

    @GetMapping("/login/password")
    ModelAndView askPassword(HttpServletRequest request) {
        Optional<Standing> standing = at(Stage.NEW_PASSWORD, request);
        return standing.isEmpty()
                ? elsewhere(request)
                : passwordPage(standing.get(), StepPage.Typed.NOTHING, FormErrors.NONE);
    }

    @PostMapping("/login/password")
    ModelAndView setPassword(NewPassword form, HttpServletRequest request, HttpServletResponse response, Frame frame) {
        Optional<Standing> standing = at(Stage.NEW_PASSWORD, request);
        if (standing.isEmpty()) {
            return elsewhere(request);
        }
        try {
            replace(standing.get(), form);
        } catch (Refusal refusal) {
            StepPage.Typed typed = new StepPage.Typed(NewPassword.text(form.name()), NewPassword.text(form.phone()));
            ModelAndView page = passwordPage(standing.get(), typed, FormErrors.of(refusal, frame));
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        return goOn(renewed(request), "/", request, response);
    }

    @GetMapping("/login/authenticator")
    ModelAndView askAuthenticator(HttpServletRequest request) {
        return at(Stage.ADD_AUTHENTICATOR, request)
                .map(standing -> authenticatorPage(standing, null))
                .orElseGet(() -> elsewhere(request));
    }

    @PostMapping("/login/authenticator")
    ModelAndView addAuthenticator(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Frame frame) {
        Optional<Standing> standing = at(Stage.ADD_AUTHENTICATOR, request);
        if (standing.isEmpty()) {
            return elsewhere(request);
        }
        Outcome outcome = authenticators.check(standing.get(), code, clock.now());
        if (outcome instanceof Outcome.Welcome welcome) {
            return goOn(new Visitor(welcome.account(), welcome.version(), true, false), "/", request, response);
        }
        String sentence = Doors.sentence(outcome, "access.code.wrong", frame);
        return LoginPages.refused(authenticatorPage(standing.get(), sentence), outcome, response);
    }

    private Optional<Standing> at(Stage stage, HttpServletRequest request) {
        Visit visit = current.visit(request);
        return visit.stage() == stage ? Optional.ofNullable(visit.standing()) : Optional.empty();
    }

    private ModelAndView elsewhere(HttpServletRequest request) {
        return new ModelAndView("redirect:" + Gate.doorOf(current.visit(request).stage()));
    }

    private ModelAndView goOn(Visitor visitor, String next, HttpServletRequest request, HttpServletResponse response) {
        sessions.keep(visitor, request, response);
        return new ModelAndView(
                "redirect:" + Doors.after(current.visitOf(visitor).stage(), next));
    }

    private void replace(Standing standing, NewPassword form) {
        if (standing.hasPerson()) {
            accounts.replaceOneTimePassword(standing, form.chosen(), clock.now());
        } else {
            accounts.nameFirstAdministrator(standing, form.person(), form.chosen(), clock.now());
        }
    }

    /** This session goes on in the account's new version; all others have ended. */
    private Visitor renewed(HttpServletRequest request) {
        Visit visit = current.visit(request);
        Visitor before = visit.visitor();
        Standing standing = visit.standing();
        if (before == null || standing == null) {
            throw Refusal.notAllowed();
        }
        int version = accounts.standing(standing.actor().fund(), before.account())
                .map(Standing::version)
                .orElseThrow(Refusal::notAllowed);
        return new Visitor(before.account(), version, before.codeGiven(), false);
    }

    private ModelAndView passwordPage(Standing standing, StepPage.Typed typed, FormErrors errors) {
        return new ModelAndView(
                "access/first-password", "page", new StepPage("/", !standing.hasPerson(), typed, errors));
    }

    private ModelAndView authenticatorPage(Standing standing, @Nullable String error) {
        return new ModelAndView(
                "access/authenticator", "page", new AuthenticatorPage(authenticators.begin(standing), true, error));
    }
}
