package org.tongzhou.shell;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.View;
import org.springframework.web.util.WebUtils;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.WorkingDays;

/** Makes the {@link Frame} of a request, once. */
@Component
class Frames {
    private static final String KEPT = Frames.class.getName();

    /** Days: what is promised today in working days ends within them. */
    private static final int PROMISED_WITHIN = 30;

    static final String ELDER_COOKIE = "elder";
    static final String KEYS_COOKIE = "keys";

    private final LocaleResolver locales;
    private final WorkingDays workingDays;
    private final @Nullable ClockControls clock;
    private final FundClock fundClock;
    private final Assets assets;
    private final UploadLimit uploads;
    private final List<NavItem> items;
    private final List<NavBadge> badges;

    Frames(
            LocaleResolver locales,
            ObjectProvider<WorkingDays> workingDays,
            ObjectProvider<ClockControls> clock,
            FundClock fundClock,
            Assets assets,
            UploadLimit uploads,
            ObjectProvider<NavItem> items,
            ObjectProvider<NavBadge> badges) {
        this.locales = locales;
        this.workingDays = workingDays.getIfAvailable(() -> new WorkingDays(Set.of(), Set.of(), Set.of()));
        this.clock = clock.getIfAvailable();
        this.fundClock = fundClock;
        this.assets = assets;
        this.uploads = uploads;
        this.items = items.stream()
                .sorted(Comparator.comparingInt(NavItem::order).thenComparing(NavItem::href))
                .toList();
        this.badges = badges.stream().toList();
    }

    Frame of(HttpServletRequest request) {
        if (request.getAttribute(KEPT) instanceof Frame kept) {
            return kept;
        }
        Frame frame = make(request);
        request.setAttribute(KEPT, frame);
        return frame;
    }

    private Frame make(HttpServletRequest request) {
        Words words = Words.of(locales.resolveLocale(request));
        Frame.Place place = place(request);
        Actor actor = request.getAttribute(Actor.class.getName()) instanceof Actor signedIn ? signedIn : null;
        Menu menu = new Menu(items, badges, words, place, actor);
        return new Frame(
                words,
                place,
                today(),
                actor,
                new Frame.Look(
                        is(request, ELDER_COOKIE, "1"),
                        !is(request, KEYS_COOKIE, "0"),
                        ContentSecurityPolicy.nonce(request),
                        uploads,
                        clock),
                assets,
                new Frame.Lazily(
                        () -> csrf(request),
                        SingletonSupplier.of(() -> menu.links(false)),
                        SingletonSupplier.of(() -> menu.links(true)),
                        menu,
                        () -> isRefused(request)));
    }

    /** Known once the page is written: the framework leaves there what the page is answered with. */
    private static boolean isRefused(HttpServletRequest request) {
        return request.getAttribute(View.RESPONSE_STATUS_ATTRIBUTE) instanceof HttpStatusCode status
                && status.isError();
    }

    private Frame.Today today() {
        Instant now = fundClock.now();
        LocalDate day = FundClock.dayOf(now);
        return new Frame.Today(
                day, now, workingDays.isWorking(day), workingDays.unpublished(day, day.plusDays(PROMISED_WITHIN)));
    }

    private static Frame.Place place(HttpServletRequest request) {
        String query = request.getQueryString();
        String path = request.getRequestURI();
        return "GET".equals(method(request))
                ? new Frame.Place(path, false, query == null ? path : path + "?" + query)
                : new Frame.Place(path, true, OwnPage.ofForm(request));
    }

    /** What was asked with; the container asks for the page of an error with another. */
    static String method(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_METHOD) instanceof String asked
                ? asked
                : request.getMethod();
    }

    private static boolean is(HttpServletRequest request, String name, String value) {
        Cookie cookie = WebUtils.getCookie(request, name);
        return cookie != null && value.equals(cookie.getValue());
    }

    /** Asked for only by a form, since reading the token opens a session. */
    private static Optional<Frame.Csrf> csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? Optional.of(new Frame.Csrf(token.getParameterName(), token.getToken()))
                : Optional.empty();
    }
}
