package org.tongzhou.access.web;

import jakarta.servlet.http.Cookie;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultHandler;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The cookies of a browser: goes along {@code with} each request, and takes in what an answer gives where told to. */
final class Jar implements RequestPostProcessor, ResultHandler {
    private final @Nullable Supplier<String> signIn;
    private @Nullable String token;

    private Jar(@Nullable Supplier<String> signIn) {
        this.signIn = signIn;
    }

    /** Signs in before the first request, and again after whatever has ended the session. */
    static Jar signingIn(Supplier<String> session) {
        return new Jar(session);
    }

    static Jar of(MvcResult result) {
        Jar jar = new Jar(null);
        jar.handle(result);
        return jar;
    }

    /** As somebody has it who got hold of the cookies. */
    Jar copy() {
        Jar copy = new Jar(null);
        copy.token = token;
        return copy;
    }

    /** Empty for none. */
    String token() {
        return token == null ? "" : token;
    }

    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        if (token == null && signIn != null) {
            token = signIn.get();
        }
        if (token != null) {
            request.setCookies(new Cookie(Cookies.NAME, token));
        }
        return request;
    }

    @Override
    public void handle(MvcResult result) {
        for (Cookie cookie : result.getResponse().getCookies()) {
            if (Cookies.NAME.equals(cookie.getName())) {
                token = cookie.getMaxAge() == 0 ? null : cookie.getValue();
            }
        }
        String door = result.getResponse().getRedirectedUrl();
        if (signIn != null && door != null && door.startsWith("/login")) {
            token = null;
        }
    }
}
