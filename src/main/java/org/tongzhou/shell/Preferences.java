package org.tongzhou.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** Language, large text and single keys: a cookie each, and back to the page. Changes nothing but the look, so a plain link is enough. */
@Controller
@Allowed(anyone = true)
class Preferences {
    private final LocaleResolver locales;

    Preferences(LocaleResolver locales) {
        this.locales = locales;
    }

    @GetMapping("/language")
    String language(
            @RequestParam String to,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        locales.setLocale(request, response, "en".equals(to) ? Words.EN : Words.ZH);
        return "redirect:" + OwnPage.of(back);
    }

    @GetMapping("/elder")
    String elder(
            @RequestParam boolean on, @RequestParam(defaultValue = "/") String back, HttpServletResponse response) {
        return kept(Frames.ELDER_COOKIE, on, back, response);
    }

    @GetMapping("/keys")
    String keys(@RequestParam boolean on, @RequestParam(defaultValue = "/") String back, HttpServletResponse response) {
        return kept(Frames.KEYS_COOKIE, on, back, response);
    }

    private static String kept(String name, boolean on, String back, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(name, on ? "1" : "0")
                .path("/")
                .maxAge(Duration.ofDays(365))
                .httpOnly(true)
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return "redirect:" + OwnPage.of(back);
    }
}
