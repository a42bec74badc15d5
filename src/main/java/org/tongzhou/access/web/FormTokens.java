package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;
import org.tongzhou.access.WebSessions;

/** What a form carries so that no other site can send it: computed from the browser's token, kept nowhere, new with each session. */
@Component
class FormTokens implements CsrfTokenRepository {
    private final WebSessions sessions;
    private final Cookies cookies;

    FormTokens(WebSessions sessions, Cookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** Of a browser that has no token yet; {@link #saveToken} gives it one. */
    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        String token = WebSessions.newToken();
        request.setAttribute(FormTokens.class.getName(), token);
        return of(token);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null && request.getAttribute(FormTokens.class.getName()) instanceof String generated) {
            cookies.give(generated, request, response);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return cookies.token(request).map(this::of).orElse(null);
    }

    private CsrfToken of(String token) {
        return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", sessions.formToken(token));
    }
}
