package org.tongzhou.claim.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** A mark of the browser that sends claims, so that one which sends for many members is noticed. It says nothing else. */
final class Device {
    private static final String COOKIE = "tz_device";
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Device() {}

    /** The browser's mark; a new one is given where there is none, or something that we did not write. */
    static String of(HttpServletRequest request, HttpServletResponse response) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie != null && cookie.getValue().matches("[0-9a-f]{32}")) {
            return cookie.getValue();
        }
        byte[] mark = new byte[BYTES];
        RANDOM.nextBytes(mark);
        String value = HexFormat.of().formatHex(mark);
        ResponseCookie given = ResponseCookie.from(COOKIE, value)
                .path("/my/claims")
                .maxAge(Duration.ofDays(365))
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, given.toString());
        return value;
    }
}
