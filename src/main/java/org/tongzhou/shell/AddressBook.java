package org.tongzhou.shell;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds who answers an address by how the address begins: an address with a number in it would otherwise be weighed against
 * everybody who answers anything. Whatever is not one clear answer is left to the framework.
 */
final class AddressBook extends RequestMappingHandlerMapping {
    /** By the first piece of an address. */
    private Map<String, List<Entry>> entries = Map.of();

    /** One pattern of an address: what stands before its first variable, what after its last, and who answers. */
    private record Entry(String beginning, String end, RequestMappingInfo info, HandlerMethod method) {
        static Entry of(String pattern, RequestMappingInfo info, HandlerMethod method) {
            int first = 0;
            while (first < pattern.length() && !isVariable(pattern.charAt(first))) {
                first++;
            }
            int last = pattern.length();
            while (last > first && !isVariable(pattern.charAt(last - 1))) {
                last--;
            }
            return new Entry(pattern.substring(0, first), pattern.substring(last), info, method);
        }

        private static boolean isVariable(char sign) {
            return "{}*?".indexOf(sign) >= 0;
        }

        boolean isLike(String path) {
            return path.startsWith(beginning) && path.endsWith(end);
        }

        /** Whether an address of this first piece may be meant. */
        boolean mayBeMeantBy(String piece) {
            return beginning.startsWith(piece) || piece.startsWith(beginning);
        }
    }

    /** Before the framework's own addresses, which are few and would be looked through for every page. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> methods) {
        super.handlerMethodsInitialized(methods);
        List<Entry> all = new ArrayList<>();
        methods.forEach(
                (info, method) -> info.getPatternValues().forEach(pattern -> all.add(Entry.of(pattern, info, method))));
        entries = all.stream()
                .map(entry -> piece(entry.beginning()))
                .distinct()
                .collect(Collectors.toUnmodifiableMap(
                        piece -> piece,
                        piece -> all.stream()
                                .filter(entry -> entry.mayBeMeantBy(piece))
                                .toList()));
    }

    /** {@code /my} of {@code /my/claims/7}. */
    private static String piece(String address) {
        int end = address.indexOf('/', 1);
        return end < 0 ? address : address.substring(0, end);
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
        for (Entry entry : entries.getOrDefault(piece(path), List.of())) {
            RequestMappingInfo info = entry.isLike(path) ? getMatchingMapping(entry.info(), request) : null;
            if (info != null) {
                fitting.add(new Entry(entry.beginning(), entry.end(), info, entry.method()));
            }
        }
        return fitting;
    }
}
