package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.tongzhou.testing.RoomTest;

/** Of every address of the house the same answers as the framework's, whatever stands where its variables are. */
@RoomTest
class AddressBookTest {
    private static final List<String> METHODS = List.of("GET", "POST", "HEAD", "OPTIONS", "DELETE");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping book;

    @Autowired
    ApplicationContext context;

    private final RequestMappingHandlerMapping framework = new RequestMappingHandlerMapping();

    @BeforeEach
    void register() {
        context.getAutowireCapableBeanFactory().initializeBean(framework, "framework");
    }

    @Test
    void everyAddressIsAnsweredByWhomTheFrameworkNames() {
        assertThat(book).isInstanceOf(AddressBook.class);
        Set<String> addresses = addresses();
        assertThat(addresses).hasSizeGreaterThan(400);
        for (String address : addresses) {
            for (String method : METHODS) {
                assertThat(who(book, method, address))
                        .as("%s %s", method, address)
                        .isEqualTo(who(framework, method, address));
            }
        }
    }

    /** With numbers, with words that are addresses themselves, one step too short or too long, and written otherwise. */
    private Set<String> addresses() {
        Set<String> addresses = new LinkedHashSet<>(List.of("/", "/nowhere", "/my/nowhere/7"));
        book.getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPatternValues().forEach(pattern -> {
                    String number = pattern.replaceAll("\\{[^}]+}", "7");
                    addresses.addAll(List.of(
                            number,
                            pattern.replaceAll("\\{[^}]+}", "new"),
                            number + "/7",
                            number + "/",
                            encoded(number)));
                }));
        return addresses;
    }

    private static String encoded(String address) {
        return address.length() < 2 ? address : "/%" + Integer.toHexString(address.charAt(1)) + address.substring(2);
    }

    private static String who(RequestMappingHandlerMapping mapping, String method, String address) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, address);
        ServletRequestPathUtils.parseAndCache(request);
        try {
            HandlerExecutionChain chain = mapping.getHandler(request);
            return chain == null ? "nobody" : told(chain, request);
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static String told(HandlerExecutionChain chain, MockHttpServletRequest request) {
        Object handler =
                chain.getHandler() instanceof HandlerMethod one ? one.getShortLogMessage() : chain.getHandler();
        return handler + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) + " "
                + request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    }
}
