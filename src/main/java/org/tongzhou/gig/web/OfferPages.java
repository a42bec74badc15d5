package org.tongzhou.gig.web;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.contribution.Programme;
import org.tongzhou.contribution.ProgrammeId;
import org.tongzhou.contribution.Programmes;
import org.tongzhou.gig.NewOffer;
import org.tongzhou.gig.Offer;
import org.tongzhou.gig.OfferId;
import org.tongzhou.gig.Offers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.Units;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.ListAddress;
import org.tongzhou.shell.NavItem;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** Places of free cover: what is open, how many are taken, and opening more. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.MANAGER, Role.AUDITOR, Role.PROVINCE_REVIEWER})
class OfferPages {
    private static final String HREF = "/free-cover";
    private static final int LONGEST_SEARCH = 60;
    private static final Map<String, String> FIELDS = Map.of(
            "gig_offer_union", "unit",
            "gig_offer_open", "unit",
            "gig_offer_programme", "programme",
            "gig_plan_closed", "plan",
            "gig_plan_not_for_union", "plan",
            "gig_offer_not_free", "plan",
            "gig_offer_places", "places");

    private final Offers offers;
    private final Programmes programmes;
    private final Units units;
    private final Once once;
    private final FundClock clock;

    OfferPages(Offers offers, Programmes programmes, Units units, Once once, FundClock clock) {
        this.offers = offers;
        this.programmes = programmes;
        this.units = units;
        this.once = once;
        this.clock = clock;
    }

    @Bean
    static NavItem freeCoverNavigation() {
        return NavItem.to(OfferPages.class, "gig.nav", HREF, "helmet", 58);
    }

    /** The key after which the list begins, and what the unions and the programmes are searched for. */
    private record Asked(String after, String union, String named) {
        static Asked of(Sent sent) {
            return new Asked(sent.text("after"), sought(sent, "union"), sought(sent, "named"));
        }

        private static String sought(Sent sent, String field) {
            return Characters.first(LONGEST_SEARCH, sent.text(field)).strip();
        }
    }

    @GetMapping(HREF)
    ModelAndView list(Actor actor, Sent sent, Frame frame) {
        return page(actor, Asked.of(sent), frame, Tried.NOTHING);
    }

    private ModelAndView page(Actor actor, Asked asked, Frame frame, Tried tried) {
        boolean maker = actor.is(Role.FINANCE_MAKER);
        OffersPage page = new OffersPage(
                lines(actor, asked.after()),
                asked.after(),
                maker ? unions(actor, asked, tried) : OffersPage.Choice.none(),
                maker ? programmes(actor, asked, tried) : OffersPage.Choice.none(),
                free(actor, frame),
                tried);
        return new ModelAndView("gig/offers", "page", page);
    }

    private Slice<OffersPage.Line> lines(Actor actor, String after) {
        Slice<Offer> listed = offers.list(actor, after);
        Map<UnitId, String> unions = units.names(
                actor.fund(), listed.items().stream().map(Offer::unit).toList());
        Map<ProgrammeId, String> names = programmes.names(
                actor, listed.items().stream().map(Offer::programme).toList());
        return listed.map(offer -> new OffersPage.Line(
                offer,
                unions.getOrDefault(offer.unit(), ""),
                names.getOrDefault(offer.programme(), ""),
                offer.on(clock.today())));
    }

    /** The one that was chosen stays among them. */
    private OffersPage.Choice<Unit> unions(Actor actor, Asked asked, Tried tried) {
        long chosen = Slice.above(tried.value("unit"));
        return new OffersPage.Choice<>(
                units.ofKind(actor, UnitKind.GIG_UNION, new Units.Choice(chosen, asked.union())), asked.union());
    }

    private OffersPage.Choice<Programme> programmes(Actor actor, Asked asked, Tried tried) {
        long chosen = Slice.above(tried.value("programme"));
        return new OffersPage.Choice<>(
                programmes.forPlaces(actor, clock.today(), new Programmes.Choice(chosen, asked.named())),
                asked.named());
    }

    private List<OffersPage.FreePlan> free(Actor actor, Frame frame) {
        return offers.plans(actor.fund(), clock.today()).stream()
                .map((PlanVersion plan) -> new OffersPage.FreePlan(
                        plan.code().value(), plan.name().in(frame.words().locale())))
                .toList();
    }

    private static PlanCode code(String plan) {
        try {
            return new PlanCode(plan);
        } catch (IllegalArgumentException noCode) {
            throw Refusal.notFound();
        }
    }

    @PostMapping(HREF)
    ModelAndView open(
            @RequestParam long unit,
            @RequestParam long programme,
            @RequestParam String plan,
            Sent form,
            Actor actor,
            Frame frame) {
        return form.act(
                () -> {
                    NewOffer offer = new NewOffer(
                            new UnitId(unit), code(plan), new ProgrammeId(programme), form.number("places"));
                    once.run(
                            actor,
                            form.key(),
                            "offer " + offer,
                            () -> Long.toString(
                                    offers.open(actor, offer, clock.now()).value()));
                    return "redirect:" + HREF;
                },
                FIELDS,
                tried -> page(actor, Asked.of(form), frame, tried));
    }

    /** Closing again changes nothing, so it takes no key. */
    @PostMapping(HREF + "/close")
    String close(@RequestParam long offer, Sent form, Actor actor) {
        offers.close(actor, new OfferId(offer), clock.now());
        return "redirect:" + ListAddress.after(HREF, form.text("after"));
    }
}
