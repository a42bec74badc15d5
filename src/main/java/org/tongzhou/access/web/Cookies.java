package org.tongzhou.access.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import org.tongzhou.access.WebSessions;

/** The token of a browser, in a cookie for the server alone that ends with the browser. */
@Component
class Cookies {
    static final String NAME = "session";
    private static final String GIVEN = Cookies.class.getName();

    private final boolean secure;

    Cookies(@Value("${server.servlet.session.cookie.secure:false}") boolean secure) {
        this.secure = secure;
    }

    /** The one given with this very answer, else the one that came; anything that is no token counts as none. */
    Optional<String> token(HttpServletRequest request) {
        if (request.getAttribute(GIVEN) instanceof String given) {
            return given.isEmpty() ? Optional.empty() : Optional.of(given);
        }
        Cookie cookie = WebUtils.getCookie(request, NAME);
        return Optional.ofNullable(cookie).map(Cookie::getValue).filter(WebSessions::isToken);
    }

    void give(String token, HttpServletRequest request, HttpServletResponse response) {
        set(token, Duration.ofSeconds(-1), request, response);
    }

    void take(HttpServletRequest request, HttpServletResponse response) {
        set("", Duration.ZERO, request, response);
    }

    private void set(String token, Duration age, HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(GIVEN, token);
        ResponseCookie cookie = ResponseCookie.from(NAME, token)
                .path("/")
                .httpOnly(true)
                .secure(secure || request.isSecure())
                .sameSite("Lax")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
