package org.tongzhou.shell;

import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The page under whose address a form's own address stands. A browser asks for a form's address when what the form was
 * answered with is opened again: reloaded, in the other language, in large text, or after signing in anew.
 */
@Component
class PagesAbove {
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    PagesAbove(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** The nearest page above a path. */
    Optional<String> of(String path) {
        return Stream.iterate(above(path), one -> !one.isEmpty(), PagesAbove::above)
                .filter(this::isPage)
                .findFirst();
    }

    private static String above(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private boolean isPage(String path) {
        PathContainer asked = PathContainer.parsePath(path);
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .anyMatch(info -> isFor(info, asked));
    }

    private static boolean isFor(RequestMappingInfo info, PathContainer asked) {
        return info.getMethodsCondition().getMethods().contains(RequestMethod.GET)
                && info.getPathPatternsCondition() != null
                && info.getPathPatternsCondition().getPatterns().stream().anyMatch(one -> one.matches(asked));
    }
}
