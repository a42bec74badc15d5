package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.tongzhou.access.Standing;
import org.tongzhou.access.WebSessions;
import org.tongzhou.access.WebSessions.Living;
import org.tongzhou.access.WebSessions.Proved;
import org.tongzhou.database.Lanes;

/** Who is signed in, from the database by the browser's token, once a request and only where somebody asks. */
@Component
class KeptContexts implements SecurityContextRepository {
    private static final String STANDING = KeptContexts.class.getName();
    private static final String READ = STANDING + ".read";

    private final WebSessions sessions;
    private final Cookies cookies;

    KeptContexts(WebSessions sessions, Cookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        if (request.getAttribute(READ) instanceof Deferred kept) {
            return kept;
        }
        Deferred deferred = new Deferred(request);
        request.setAttribute(READ, deferred);
        return deferred;
    }

    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return !loadDeferredContext(request).isGenerated();
    }

    /** A context without anybody ends the session; one with somebody gets a session and a token of its own. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        request.removeAttribute(STANDING);
        request.removeAttribute(READ);
        cookies.token(request).ifPresent(sessions::close);
        Authentication authentication = context.getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Visitor visitor) {
            Proved proved = new Proved(visitor.account(), visitor.version(), visitor.codeGiven());
            cookies.give(sessions.open(proved), request, response);
        } else {
            cookies.take(request, response);
        }
    }

    /** How the account of this session stood when the session was read in this request. */
    static Optional<Standing> standing(HttpServletRequest request) {
        return request.getAttribute(STANDING) instanceof Standing standing ? Optional.of(standing) : Optional.empty();
    }

    private SecurityContext read(HttpServletRequest request) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        cookies.token(request).flatMap(sessions::find).ifPresent(living -> {
            request.setAttribute(STANDING, living.standing());
            context.setAuthentication(authentication(living));
        });
        return context;
    }

    private static Authentication authentication(Living living) {
        Proved proved = living.proved();
        Visitor visitor = new Visitor(proved.account(), proved.version(), proved.codeGiven(), false);
        return UsernamePasswordAuthenticationToken.authenticated(visitor, null, List.of());
    }

    private final class Deferred implements DeferredSecurityContext {
        private final HttpServletRequest request;
        private Optional<SecurityContext> read = Optional.empty();

        Deferred(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            if (read.isEmpty()) {
                try (Lanes.Taken lane = Lanes.looking()) {
                    read = Optional.of(read(request));
                }
            }
            return read.get();
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
