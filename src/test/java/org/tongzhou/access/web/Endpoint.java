package org.tongzhou.access.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One verb on one path pattern, as a controller declares it. */
record Endpoint(String verb, String pattern, HandlerMethod handler) {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    static List<Endpoint> all(RequestMappingHandlerMapping mapping) {
        List<Endpoint> all = new ArrayList<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> entry :
                mapping.getHandlerMethods().entrySet()) {
            List<String> verbs = entry.getKey().getMethodsCondition().getMethods().stream()
                    .map(Enum::name)
                    .toList();
            for (String pattern : entry.getKey().getPatternValues()) {
                for (String verb : verbs.isEmpty() ? List.of("GET") : verbs) {
                    all.add(new Endpoint(verb, pattern, entry.getValue()));
                }
            }
        }
        all.sort(Comparator.comparing(Endpoint::pattern).thenComparing(Endpoint::verb));
        return all;
    }

    boolean isApi() {
        return pattern.startsWith("/api/");
    }

    boolean hasVariable() {
        return VARIABLE.matcher(pattern).find();
    }

    /** With a value in place of each variable that names nothing that exists. */
    MockHttpServletRequestBuilder request() {
        return request(VARIABLE.matcher(pattern).replaceAll(Matcher.quoteReplacement("999999999")));
    }

    MockHttpServletRequestBuilder request(String uri) {
        return MockMvcRequestBuilders.request(HttpMethod.valueOf(verb), uri);
    }

    @Override
    public String toString() {
        return verb + " " + pattern;
    }
}
