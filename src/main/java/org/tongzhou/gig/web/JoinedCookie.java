package org.tongzhou.gig.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.kernel.Vault;

/** What the page after joining shows, sealed in a cookie of its own address for half an hour: no instance keeps it. */
@Component
class JoinedCookie {
    private static final String NAME = "joined";
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int FIELDS = 7;

    private final Vault vault;
    private final boolean secure;

    JoinedCookie(Vault vault, @Value("${server.servlet.session.cookie.secure:false}") boolean secure) {
        this.vault = vault;
        this.secure = secure;
    }

    /** A certificate's number, the masked name, the plan, its term and union, and the login of a new account or nothing. */
    record Joined(String number, String name, String plan, DateRange term, UnitId union, String login) {}

    void keep(Joined joined, HttpServletRequest request, HttpServletResponse response) {
        String text = String.join(
                "\n",
                joined.number(),
                joined.name(),
                joined.plan(),
                joined.term().from().toString(),
                joined.term().to().toString(),
                Long.toString(joined.union().value()),
                joined.login());
        byte[] sealed = vault.seal(NAME, text.getBytes(StandardCharsets.UTF_8));
        ResponseCookie cookie = ResponseCookie.from(
                        NAME, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))
                .path("/join/done")
                .httpOnly(true)
                .secure(secure || request.isSecure())
                .sameSite("Lax")
                .maxAge(KEPT)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /** Empty where there is none, or one that is not ours. */
    Optional<Joined> read(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        if (cookie == null) {
            return Optional.empty();
        }
        try {
            byte[] plain = vault.open(NAME, Base64.getUrlDecoder().decode(cookie.getValue()));
            String[] fields = new String(plain, StandardCharsets.UTF_8).split("\n", FIELDS);
            DateRange term = new DateRange(LocalDate.parse(fields[3]), LocalDate.parse(fields[4]));
            UnitId union = new UnitId(Long.parseLong(fields[5]));
            return Optional.of(new Joined(fields[0], fields[1], fields[2], term, union, fields[6]));
        } catch (RuntimeException foreign) {
            return Optional.empty();
        }
    }
}
