package org.tongzhou.shell;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * An address with an id in it is weighed against the handlers whose addresses begin alike. The framework weighs it against each
 * of several hundred, which was a tenth of such a page.
 */
@Component
class Addressed implements WebMvcRegistrations {
    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new Mapping();
    }

    private static final class Mapping extends RequestMappingHandlerMapping {
        private final Map<RequestMappingInfo, String> starts = new ConcurrentHashMap<>();

        @Override
        protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
            String path = request.getRequestURI();
            boolean mayMatch = path.indexOf('%') >= 0
                    || path.startsWith(
                            starts.computeIfAbsent(info, Mapping::start),
                            request.getContextPath().length());
            return mayMatch ? super.getMatchingMapping(info, request) : null;
        }

        /** What every address of a handler begins with; nothing where it has several. */
        private static String start(RequestMappingInfo info) {
            Set<String> patterns = info.getPatternValues();
            return patterns.size() == 1 ? patterns.iterator().next().replaceFirst("[{*?].*", "") : "";
        }
    }
}
