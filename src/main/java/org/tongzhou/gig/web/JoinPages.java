package org.tongzhou.gig.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.Arrivals;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.gig.Application;
import org.tongzhou.gig.FreeCover;
import org.tongzhou.gig.Offer;
import org.tongzhou.gig.OfferId;
import org.tongzhou.gig.Offers;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Units;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** The one page on which a rider joins, without an account, and the certificate that answers it. */
@Controller
@Allowed(anyone = true)
class JoinPages {
    private static final String AWAY_SECONDS = "60";
    private final FreeCover freeCover;
    private final Offers offers;
    private final Plans plans;
    private final Units units;
    private final Arrivals arrivals;
    private final JoinedCookie kept;
    private final FundId fund;
    private final FundClock clock;

    JoinPages(
            FreeCover freeCover,
            Offers offers,
            Plans plans,
            Units units,
            Arrivals arrivals,
            JoinedCookie kept,
            FundId fund,
            FundClock clock) {
        this.freeCover = freeCover;
        this.offers = offers;
        this.plans = plans;
        this.units = units;
        this.arrivals = arrivals;
        this.kept = kept;
        this.fund = fund;
        this.clock = clock;
    }

    @GetMapping("/join")
    ModelAndView ask(
            @RequestParam(defaultValue = "0") long offer, @RequestParam(defaultValue = "") String after, Frame frame) {
        return page(filled(Offers.Sought.of(offer, after), new Application.Typed("", "", "", false), Map.of()));
    }

    /** As sent; what is missing is refused in words. */
    record Form(
            @Nullable Long offer,
            @Nullable String name,
            @Nullable String number,
            @Nullable String phone,
            @Nullable Boolean consent) {
        Application.Typed typed() {
            return new Application.Typed(text(name), text(number), text(phone), Boolean.TRUE.equals(consent));
        }

        private static String text(@Nullable String typed) {
            return typed == null ? "" : typed;
        }
    }

    @PostMapping("/join")
    ModelAndView join(Form form, HttpServletRequest request, HttpServletResponse response, Frame frame) {
        long offer = form.offer() == null ? 0 : form.offer();
        try {
            Application application = Application.of(new OfferId(offer), form.typed(), request.getRemoteAddr());
            FreeCover.Joined joined = freeCover.join(fund, application, clock.now());
            if (frame.actor().isEmpty()) {
                joined.account().ifPresent(account -> arrivals.letIn(account, request, response));
            }
            kept.keep(joinedOf(joined, Mask.name(application.name())), request, response);
            return new ModelAndView("redirect:/join/done");
        } catch (Refusal refusal) {
            Offers.Sought sought = Offers.Sought.of(offer, "");
            return refused(filled(sought, form.typed(), errors(refusal, frame)), refusal, response);
        }
    }

    @GetMapping("/join/done")
    ModelAndView done(HttpServletRequest request) {
        return kept.read(request)
                .map(joined -> new ModelAndView("gig/done", "page", page(joined)))
                .orElseGet(() -> new ModelAndView("redirect:/join"));
    }

    /** For the page that answers: a cover and a masked name, no number. */
    private static JoinedCookie.Joined joinedOf(FreeCover.Joined joined, String name) {
        Cover cover = joined.cover();
        return new JoinedCookie.Joined(
                String.format("JH%08d", cover.number()),
                name,
                cover.plan().value(),
                Objects.requireNonNull(cover.period()).term(),
                cover.unit(),
                joined.account().map(account -> account.login()).orElse(""));
    }

    private JoinedPage page(JoinedCookie.Joined joined) {
        return new JoinedPage(
                joined.number(),
                joined.name(),
                plan(new PlanCode(joined.plan()), joined.term().from()),
                joined.term(),
                units.get(fund, joined.union()).name(),
                joined.login());
    }

    /** As the plan is called on the first day of a cover. */
    private JoinPage.Name plan(PlanCode code, LocalDate first) {
        return plans.version(fund, code, first)
                .map(plan -> new JoinPage.Name(
                        plan.name().zh(),
                        plan.name().en(),
                        plan.heading().summary().zh(),
                        plan.heading().summary().en()))
                .orElseGet(() -> new JoinPage.Name(code.value(), code.value(), "", ""));
    }

    private JoinPage filled(Offers.Sought sought, Application.Typed typed, Map<String, String> errors) {
        Slice<Offer> open = offers.openOn(fund, clock.today(), sought);
        Map<UnitId, String> unions =
                units.names(fund, open.items().stream().map(Offer::unit).toList());
        Slice<JoinPage.Choice> choices = open.map(offer -> new JoinPage.Choice(
                offer.id().value(),
                unions.getOrDefault(offer.unit(), ""),
                offer.left(),
                plan(offer.plan(), clock.today().plusDays(1))));
        return new JoinPage(choices, sought, typed, errors);
    }

    private static Map<String, String> errors(Refusal refusal, Frame frame) {
        return Map.of(JoinFields.of(refusal), frame.sentence(refusal));
    }

    /** 503 while the register is away, 429 for one try too many, 409 or 422 for the rest; the form stays as it was filled in. */
    private static ModelAndView refused(JoinPage filled, Refusal refusal, HttpServletResponse response) {
        ModelAndView page = page(filled);
        page.setStatus(status(refusal));
        if (refusal.code().equals("identity_away")) {
            response.setHeader(HttpHeaders.RETRY_AFTER, AWAY_SECONDS);
        }
        return page;
    }

    private static HttpStatus status(Refusal refusal) {
        return switch (refusal.code()) {
            case "identity_away" -> HttpStatus.SERVICE_UNAVAILABLE;
            case "identity_tries" -> HttpStatus.TOO_MANY_REQUESTS;
            default -> refusal.kind() == Refusal.Kind.CONFLICT ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    private static ModelAndView page(JoinPage page) {
        return new ModelAndView("gig/join", "page", page);
    }
}
