package org.tongzhou.shell;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends the content security policy with a new style nonce for each response: everything from our own host, no inline
 * script, no inline style but what carries the nonce, no frames.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public class ContentSecurityPolicy extends OncePerRequestFilter {
    /** The policy with {@code %s} where the nonce stands. */
    public static final String POLICY = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'nonce-%s'; "
            + "script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Of a paper that stands alone: a browser gives it styles of its own. */
    static final String PAPER = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; "
            + "frame-ancestors 'none'";

    static final String HEADER = "Content-Security-Policy";
    static final String NONCE = ContentSecurityPolicy.class.getName() + ".nonce";
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        request.setAttribute(NONCE, nonce);
        response.setHeader(HEADER, POLICY.formatted(nonce));
        chain.doFilter(request, response);
    }

    /** The nonce of this response, empty where the filter did not run. */
    static String nonce(HttpServletRequest request) {
        return request.getAttribute(NONCE) instanceof String nonce ? nonce : "";
    }
}
