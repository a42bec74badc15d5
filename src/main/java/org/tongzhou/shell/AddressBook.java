package org.tongzhou.shell;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds who answers an address by how the address begins: an address with a number in it would otherwise be weighed against
 * everybody who answers anything. Whatever is not one clear answer is left to the framework.
 */
final class AddressBook extends RequestMappingHandlerMapping {
    private List<Entry> entries = List.of();

    /** One pattern of an address: what stands before its first variable, and who answers. */
    private record Entry(String beginning, RequestMappingInfo info, HandlerMethod method) {}

    @Override
    protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> methods) {
        super.handlerMethodsInitialized(methods);
        List<Entry> all = new ArrayList<>();
        methods.forEach((info, method) ->
                info.getPatternValues().forEach(pattern -> all.add(new Entry(beginning(pattern), info, method))));
        entries = List.copyOf(all);
    }

    private static String beginning(String pattern) {
        int end = 0;
        while (end < pattern.length() && "{*?".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return pattern.substring(0, end);
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        List<Entry> fitting = fitting(path, request);
        if (fitting.size() != 1) {
            return super.lookupHandlerMethod(path, request);
        }
        Entry only = fitting.get(0);
        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, only.method());
        handleMatch(only.info(), path, request);
        return only.method();
    }

    /** Those that answer this very request, with what of them fits it. */
    private List<Entry> fitting(String path, HttpServletRequest request) {
        List<Entry> fitting = new ArrayList<>(2);
        for (Entry entry : entries) {
            if (path.startsWith(entry.beginning())) {
                RequestMappingInfo info = getMatchingMapping(entry.info(), request);
                if (info != null) {
                    fitting.add(new Entry(entry.beginning(), info, entry.method()));
                }
            }
        }
        return fitting;
    }
}
