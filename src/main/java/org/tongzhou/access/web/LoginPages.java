package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.Outcome;
import org.tongzhou.access.SignIn;
import org.tongzhou.access.SignInAttempt;
import org.tongzhou.access.web.CurrentActor.Stage;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** Sign-in by login and password. */
@Controller
@Allowed(anyone = true)
class LoginPages {
    private static final Pattern OFFICER = Pattern.compile("u[0-9a-z]{18}(-\\d{1,2})?");

    private final SignIn signIn;
    private final Sessions sessions;
    private final CurrentActor current;
    private final FundId fund;
    private final FundClock clock;

    LoginPages(SignIn signIn, Sessions sessions, CurrentActor current, FundId fund, FundClock clock) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.current = current;
        this.fund = fund;
        this.clock = clock;
    }

    record Form(
            @Nullable String username,
            @Nullable String password,
            @Nullable String next) {
        String path() {
            return Doors.own(next == null ? "/" : next);
        }
    }

    @GetMapping("/login")
    ModelAndView ask(@RequestParam(defaultValue = "/") String next, HttpServletRequest request, Frame frame) {
        Stage stage = current.visit(request).stage();
        if (stage != Stage.NOBODY) {
            return new ModelAndView("redirect:" + Gate.doorOf(stage));
        }
        String chosen = chosen(request);
        String notice = chosen.isEmpty() ? notice(request, frame) : frame.say("access.login.chosen", chosen);
        return page(new LoginPage(chosen, Doors.own(next), null, notice));
    }

    @PostMapping("/login")
    ModelAndView signIn(Form form, HttpServletRequest request, HttpServletResponse response, Frame frame) {
        String login = form.username() == null ? "" : form.username();
        String password = form.password() == null ? "" : form.password();
        Outcome outcome =
                signIn.attempt(new SignInAttempt(fund, login, password, request.getRemoteAddr(), clock.now()));
        if (outcome instanceof Outcome.Welcome welcome) {
            Visitor visitor = new Visitor(welcome.account(), welcome.version(), false, false);
            sessions.keep(visitor, request, response);
            return new ModelAndView(
                    "redirect:" + Doors.after(current.visitOf(visitor).stage(), form.path()));
        }
        String sentence = Doors.sentence(outcome, "access.login.wrong", frame);
        return refused(page(new LoginPage(login, form.path(), sentence, null)), outcome, response);
    }

    /** 422 for a wrong one, 429 with the seconds to wait for one too many. */
    static ModelAndView refused(ModelAndView page, Outcome outcome, HttpServletResponse response) {
        if (outcome instanceof Outcome.Wait wait) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Doors.seconds(wait.time())));
            page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
        } else {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    private static ModelAndView page(LoginPage page) {
        return new ModelAndView("access/login", "page", page);
    }

    /** The login of an officer who has just chosen the first password; nothing else that stands there is shown. */
    private static String chosen(HttpServletRequest request) {
        String login = request.getParameter("chosen");
        return login != null && OFFICER.matcher(login).matches() ? login : "";
    }

    private static @Nullable String notice(HttpServletRequest request, Frame frame) {
        if (request.getParameter("expired") != null) {
            return frame.say("access.login.expired");
        }
        return request.getParameter("out") != null ? frame.say("access.login.out") : null;
    }
}
