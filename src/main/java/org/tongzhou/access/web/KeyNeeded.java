package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.ChangesNothing;
import org.tongzhou.shell.KeyInBody;

/**
 * Every write of the interface carries the caller's key, so that it may be sent again after a lost answer. Where nothing
 * is written, as at an address that there is not, none is asked for.
 */
@Component
class KeyNeeded implements HandlerInterceptor {
    static final String HEADER = "Idempotency-Key";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean write = handler instanceof HandlerMethod method
                && !READS.contains(request.getMethod())
                && !method.hasMethodAnnotation(ChangesNothing.class)
                && !method.hasMethodAnnotation(KeyInBody.class);
        if (write && request.getHeader(HEADER) == null) {
            throw Refusal.invalid("key_missing", HEADER);
        }
        return true;
    }
}
