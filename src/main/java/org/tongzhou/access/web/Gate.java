package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.util.UriComponentsBuilder;
import org.tongzhou.access.web.CurrentActor.Stage;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.OwnPage;

/** Stands before every handler and lets nobody through whom its rule does not name. */
@Component
class Gate implements HandlerInterceptor {
    private final CurrentActor current;

    Gate(CurrentActor current) {
        this.current = current;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Optional<Actor> actor = current.actor(request);
        actor.ifPresent(known -> request.setAttribute(Actor.class.getName(), known));
        if (handler instanceof ResourceHttpRequestHandler) {
            return true;
        }
        AccessRules.Rule rule = rule(handler).orElseThrow(Refusal::notAllowed);
        if (rule.anyone()) {
            return true;
        }
        if (actor.isEmpty()) {
            sendToDoor(request, response, current.visit(request).stage());
            return false;
        }
        if (!rule.admits(actor.get())) {
            throw Refusal.notAllowed();
        }
        return true;
    }

    private static Optional<AccessRules.Rule> rule(Object handler) {
        return handler instanceof HandlerMethod method ? AccessRules.of(method) : Optional.empty();
    }

    /** To the step of signing in that is missing. */
    private static void sendToDoor(HttpServletRequest request, HttpServletResponse response, Stage stage)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Refresh", "true");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        response.sendRedirect(stage == Stage.NOBODY ? signIn(request) : doorOf(stage));
    }

    static String doorOf(Stage stage) {
        return switch (stage) {
            case NOBODY -> "/login";
            case GIVE_CODE -> "/login/code";
            case NEW_PASSWORD -> "/login/password";
            case ADD_AUTHENTICATOR -> "/login/authenticator";
            case INSIDE -> "/";
        };
    }

    /** Signing in leads back to the page that was asked for, or that a form was sent from. */
    static String signIn(HttpServletRequest request) {
        boolean form = !"GET".equals(request.getMethod());
        String query = request.getQueryString();
        String asked = form
                ? Doors.own(OwnPage.ofForm(request))
                : request.getRequestURI() + (query == null ? "" : "?" + query);
        UriComponentsBuilder door = UriComponentsBuilder.fromPath("/login");
        if (form) {
            door.queryParam("expired");
        }
        if (!"/".equals(asked)) {
            door.queryParam("next", "{next}");
        }
        return door.encode().buildAndExpand(asked).toUriString();
    }
}
