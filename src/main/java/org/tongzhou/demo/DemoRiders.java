package org.tongzhou.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.tongzhou.contribution.NewProgramme;
import org.tongzhou.contribution.ProgrammeId;
import org.tongzhou.contribution.Programmes;
import org.tongzhou.gig.Application;
import org.tongzhou.gig.FreeCover;
import org.tongzhou.gig.NewOffer;
import org.tongzhou.gig.Offer;
import org.tongzhou.gig.Offers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;

/** Free cover for riders: a programme of a city's union, places out of it, and one rider who joined alone. */
@Component
@Profile("demo")
class DemoRiders {
    static final int PLACES = 300;
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 12, 31);
    private static final PlanCode PLAN = new PlanCode("gig-accident");
    /** What the programme pays for one [example]. */
    private static final Money EACH = Money.ofYuan(30);

    private final Programmes programmes;
    private final Offers offers;
    private final FreeCover freeCover;
    private final DemoCast cast;
    private final FundId fund;

    DemoRiders(Programmes programmes, Offers offers, FreeCover freeCover, DemoCast cast, FundId fund) {
        this.programmes = programmes;
        this.offers = offers;
        this.freeCover = freeCover;
        this.cast = cast;
        this.fund = fund;
    }

    /** Proposed by one person of the finance, agreed by another; a union's places that are open already stay as they are. */
    void open(Unit union, Instant now) {
        if (offerOf(union).isPresent()) {
            return;
        }
        Actor maker = cast.as("finance.maker");
        NewProgramme terms = new NewProgramme(
                "骑手免费意外保障",
                Payer.CITY_UNION,
                union.path(),
                Set.of(UnitKind.GIG_UNION),
                null,
                Set.of(),
                Payer.WORKER,
                new Share.Each(EACH),
                FundClock.dayOf(now),
                LAST_DAY,
                EACH.times(PLACES),
                null);
        ProgrammeId programme = programmes.propose(maker, terms, now);
        programmes.agree(cast.as("finance.checker"), programme, now);
        offers.open(maker, new NewOffer(union.id(), PLAN, programme, PLACES), now);
    }

    /** As from the page on the phone. */
    void join(Unit union, NewPerson rider, Instant now) {
        Application.Typed typed =
                new Application.Typed(rider.name(), rider.id().number(), String.valueOf(rider.phone()), true);
        freeCover.join(fund, Application.of(offerOf(union).orElseThrow().id(), typed, "127.0.0.1"), now);
    }

    private java.util.Optional<Offer> offerOf(Unit union) {
        return offers.list(cast.as("finance.maker"), "").items().stream()
                .filter(offer -> offer.unit().equals(union.id()) && offer.closedOn() == null)
                .findFirst();
    }
}
