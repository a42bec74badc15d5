package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.Activation;
import org.tongzhou.access.Outcome;
import org.tongzhou.access.TypedPerson;
import org.tongzhou.access.web.CurrentActor.Stage;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** Members of a roster open their account or set another password, units' officers their first, by a code sent to their phone. */
@Controller
@Allowed(anyone = true)
class ActivatePages {
    /** The member's first page, which says under which login they are in. */
    private static final String HOME = "/my/home?arrived";

    private static final Map<String, String> FIELDS = Map.of(
            "account_name", "name",
            "account_identity", "number",
            "activation_code", "code",
            "activation_over", "code",
            "password_short", "password",
            "password_long", "password",
            "password_common", "password",
            "password_again", "again");

    private final Activation activation;
    private final Sessions sessions;
    private final CurrentActor current;
    private final FundId fund;
    private final FundClock clock;

    ActivatePages(Activation activation, Sessions sessions, CurrentActor current, FundId fund, FundClock clock) {
        this.activation = activation;
        this.sessions = sessions;
        this.current = current;
        this.fund = fund;
        this.clock = clock;
    }

    /** The second step as sent. */
    record Second(
            @Nullable String ask,
            @Nullable String code,
            @Nullable String password,
            @Nullable String again) {
        Activation.Answer answer(String key, HttpServletRequest request, FundClock clock) {
            String chosen = text(password);
            if (!chosen.equals(text(again))) {
                throw Refusal.invalid("password_again");
            }
            return new Activation.Answer(text(ask), text(code), chosen, key, request.getRemoteAddr(), clock.now());
        }

        private static String text(@Nullable String field) {
            return field == null ? "" : field;
        }
    }

    @GetMapping("/activate")
    ModelAndView first(HttpServletRequest request) {
        Stage stage = current.visit(request).stage();
        return stage == Stage.NOBODY
                ? page(new ActivatePage(activation.open(), "", "", Map.of()))
                : new ModelAndView("redirect:" + Gate.doorOf(stage));
    }

    @PostMapping("/activate")
    ModelAndView ask(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String number,
            HttpServletRequest request,
            HttpServletResponse response,
            Frame frame) {
        if (!activation.open()) {
            ModelAndView closed = page(new ActivatePage(false, "", name, Map.of()));
            closed.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
            return closed;
        }
        try {
            Activation.Claimed who = new Activation.Claimed(
                    TypedPerson.name(name), TypedPerson.identity(number), request.getRemoteAddr(), clock.now());
            return page(new ActivatePage(true, activation.ask(fund, who), "", Map.of()));
        } catch (Refusal refusal) {
            return refused(new ActivatePage(true, "", name, errors(refusal, frame)), refusal, response);
        }
    }

    /** Where a change of language or a page kept open leads back to: a code is asked for anew. */
    @GetMapping("/activate/code")
    String again() {
        return "redirect:/activate";
    }

    @PostMapping("/activate/code")
    ModelAndView letIn(
            Second form,
            @RequestParam("request_key") String key,
            HttpServletRequest request,
            HttpServletResponse response,
            Frame frame) {
        try {
            Outcome outcome = activation.letIn(fund, form.answer(key, request, clock));
            if (outcome instanceof Outcome.Chosen chosen) {
                return new ModelAndView("redirect:/login?chosen=" + chosen.login());
            }
            return home((Outcome.Welcome) outcome, request, response);
        } catch (Refusal refusal) {
            String ask = form.ask() == null ? "" : form.ask();
            return refused(new ActivatePage(true, ask, "", errors(refusal, frame)), refusal, response);
        }
    }

    private ModelAndView home(Outcome.Welcome welcome, HttpServletRequest request, HttpServletResponse response) {
        Visitor visitor = new Visitor(welcome.account(), welcome.version(), false, false);
        sessions.keep(visitor, request, response);
        return new ModelAndView(
                "redirect:" + Doors.after(current.visitOf(visitor).stage(), HOME));
    }

    private static Map<String, String> errors(Refusal refusal, Frame frame) {
        return Map.of(FIELDS.getOrDefault(refusal.code(), ""), frame.sentence(refusal));
    }

    private static ModelAndView refused(ActivatePage filled, Refusal refusal, HttpServletResponse response) {
        ModelAndView page = page(filled);
        boolean wait = refusal.code().equals("activation_wait");
        if (wait) {
            long minutes = ((Number) refusal.details().get(0)).longValue();
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(minutes * 60));
        }
        page.setStatus(
                wait || refusal.code().equals("activation_codes_a_day")
                        ? HttpStatus.TOO_MANY_REQUESTS
                        : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static ModelAndView page(ActivatePage page) {
        return new ModelAndView(page.ask().isEmpty() ? "access/activate" : "access/activate-code", "page", page);
    }
}
