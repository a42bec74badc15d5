package org.tongzhou.access.web;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;

/** Who may call a handler: the method's {@link Allowed}, else its class's, else nobody. */
final class AccessRules {
    /** Handlers of libraries, which cannot carry the annotation; all of them only read. */
    private static final Set<String> OPEN_HANDLERS = Set.of("org.springdoc.webmvc.api.OpenApiWebMvcResource");

    /** Looked up by every request, and as many as there are handlers. */
    private static final Map<Method, Optional<Rule>> KNOWN = new ConcurrentHashMap<>();

    private AccessRules() {}

    record Rule(boolean anyone, boolean signedIn, Set<Role> roles) {
        boolean admits(Actor actor) {
            return anyone || signedIn || roles.stream().anyMatch(actor::is);
        }
    }

    /** Empty for a handler that nobody thought about. */
    static Optional<Rule> of(HandlerMethod handler) {
        return KNOWN.computeIfAbsent(handler.getMethod(), method -> read(handler));
    }

    private static Optional<Rule> read(HandlerMethod handler) {
        if (OPEN_HANDLERS.contains(handler.getBeanType().getName())) {
            return Optional.of(new Rule(true, false, Set.of()));
        }
        Allowed allowed = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Allowed.class);
        if (allowed == null) {
            allowed = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Allowed.class);
        }
        return Optional.ofNullable(allowed).map(rule -> new Rule(rule.anyone(), rule.signedIn(), Set.of(rule.value())));
    }
}
