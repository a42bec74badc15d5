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
record Endpoint(String verb, String pattern, String consumes, HandlerMethod handler) {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    static List<Endpoint> all(RequestMappingHandlerMapping mapping) {
        List<Endpoint> all = new ArrayList<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> entry :
                mapping.getHandlerMethods().entrySet()) {
            List<String> verbs = entry.getKey().getMethodsCondition().getMethods().stream()
                    .map(Enum::name)
                    .toList();
            String consumes = entry.getKey().getConsumesCondition().getConsumableMediaTypes().stream()
                    .map(Object::toString)
                    .findFirst()
                    .orElse("");
            for (String pattern : entry.getKey().getPatternValues()) {
                for (String verb : verbs.isEmpty() ? List.of("GET") : verbs) {
                    all.add(new Endpoint(verb, pattern, consumes, entry.getValue()));
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

    /** With {@code value} in place of each variable. */
    MockHttpServletRequestBuilder requestWith(String value) {
        return request(VARIABLE.matcher(pattern).replaceAll(Matcher.quoteReplacement(value)));
    }

    MockHttpServletRequestBuilder request(String uri) {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(HttpMethod.valueOf(verb), uri);
        return consumes.isEmpty() ? request : request.contentType(consumes);
    }

    @Override
    public String toString() {
        return verb + " " + pattern;
    }
}
