package org.tongzhou.gig;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.contribution.Programme;
import org.tongzhou.contribution.Programmes;
import org.tongzhou.enrolment.JoiningAlone;
import org.tongzhou.enrolment.OpenPlans;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.Units;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Places of free cover that unions of gig workers offer, out of a programme that two people of the finance have agreed. */
@Component
public class Offers {
    private static final int PAGE = 100;
    private static final int LISTED = 200;

    private static final Role[] READERS = {
        Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.MANAGER, Role.AUDITOR, Role.PROVINCE_REVIEWER
    };

    private static final Set<Programme.State> PAYING = Set.of(Programme.State.COMING, Programme.State.OPEN);

    private final OfferStore store;
    private final Programmes programmes;
    private final OpenPlans plans;
    private final JoiningAlone alone;
    private final Units units;
    private final AuditTrail audit;

    Offers(
            OfferStore store,
            Programmes programmes,
            OpenPlans plans,
            JoiningAlone alone,
            Units units,
            AuditTrail audit) {
        this.store = store;
        this.programmes = programmes;
        this.plans = plans;
        this.alone = alone;
        this.units = units;
        this.audit = audit;
    }

    /**
     * Opens places. The programme pays an amount for each person in place of the worker, is meant for the union, and was agreed; it
     * pays for places alone from then on. The plan is free to the member, and does not refuse whoever would take a place. Refuses
     * {@code gig_offer_union}, {@code gig_offer_programme}, {@code gig_plan_closed}, {@code gig_plan_not_for_union},
     * {@code gig_offer_not_free}, {@code gig_offer_places} and {@code gig_offer_open}.
     */
    @Transactional
    public OfferId open(Actor actor, NewOffer offer, Instant now) {
        actor.require(Role.FINANCE_MAKER);
        LocalDate today = FundClock.dayOf(now);
        Unit unit = units.hold(actor, offer.unit()).requireOpen();
        Programme programme = programmes.find(actor, offer.programme());
        requirePaid(programme, unit, today);
        requireFree(actor.fund(), offer.plan(), firstStart(programme, today));
        if (offer.places() < 1) {
            throw Refusal.invalid("gig_offer_places");
        }
        Money each = ((Share.Each) programme.terms().share()).perPerson();
        OfferStore.By by = new OfferStore.By(actor.requirePerson(), now);
        store.closeOver(actor.fund(), offer, today);
        OfferId id = store.insert(actor.fund(), offer, unit, programme.terms(), each, by);
        programmes.reserve(actor, programme.id());
        record(actor, "gig.offer_opened", id, Map.of("places", Integer.toString(offer.places())), now);
        return id;
    }

    /** A cover begins on the day after it is taken. */
    private static LocalDate firstStart(Programme programme, LocalDate today) {
        LocalDate first = programme.terms().firstDay();
        return (first.isAfter(today) ? first : today).plusDays(1);
    }

    /** Free plans of which places can be opened with a programme that pays today, in the order in which lists show them. */
    public List<PlanVersion> plans(FundId fund, LocalDate today) {
        return plans.through(fund, door(today.plusDays(1))).stream()
                .filter(Offers::isFree)
                .toList();
    }

    private static OpenPlans.Door door(LocalDate first) {
        return new OpenPlans.Door(UnitKind.GIG_UNION, first);
    }

    /** What goes by facts of a member costs somebody something. */
    private static boolean isFree(PlanVersion plan) {
        return plan.joining().fee().by().isEmpty() && plan.fee(1).isZero();
    }

    private void requireFree(FundId fund, PlanCode code, LocalDate first) {
        if (!isFree(plans.require(fund, door(first), code, why -> refused(why, first)))) {
            throw Refusal.invalid("gig_offer_not_free");
        }
    }

    private static Refusal refused(OpenPlans.Why why, LocalDate first) {
        return switch (why) {
            case CLOSED -> Refusal.invalid("gig_plan_closed", first);
            case NOT_FOR_UNIT -> Refusal.invalid("gig_plan_not_for_union");
        };
    }

    private static void requirePaid(Programme programme, Unit unit, LocalDate today) {
        if (unit.kind() != UnitKind.GIG_UNION) {
            throw Refusal.invalid("gig_offer_union", unit.name());
        }
        if (!programme.helps(unit)
                || !PAYING.contains(programme.state(today))
                || programme.terms().relieves() != Payer.WORKER
                || !(programme.terms().share() instanceof Share.Each)) {
            throw Refusal.invalid("gig_offer_programme");
        }
    }

    /** Takes nobody in from now on; who has joined stays covered. */
    @Transactional
    public void close(Actor actor, OfferId id, Instant now) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        if (store.find(actor.scope(), id).isEmpty()) {
            throw Refusal.notFound();
        }
        if (store.close(actor.fund(), id, FundClock.dayOf(now))) {
            record(actor, "gig.offer_closed", id, Map.of(), now);
        }
    }

    /** Offers of the actor's territory, newest first, 200 at a time. */
    public Slice<Offer> list(Actor actor, String after) {
        actor.require(READERS);
        List<Offer> found = store.list(actor.scope(), Slice.below(after), LISTED + 1);
        return Slice.of(found, LISTED, offer -> Long.toString(offer.id().value()));
    }

    /** The offer that somebody chose, or 0, and the one after which a page of others begins, or 0. */
    public record Sought(long chosen, long after) {
        public static Sought of(long chosen, String after) {
            return new Sought(chosen, Slice.above(after));
        }
    }

    /**
     * Offers of which somebody alone can take a place on a day, for the page that is open to all: the chosen one, then the
     * oldest, 100 at a time.
     */
    public Slice<Offer> openOn(FundId fund, LocalDate day, Sought sought) {
        List<PlanCode> plansOpen = alone.plans(fund, UnitKind.GIG_UNION, day).stream()
                .map(PlanVersion::code)
                .toList();
        List<Offer> found = store.taking(fund, new OfferStore.Taking(day, plansOpen), sought, PAGE + 1);
        return Slice.of(found, PAGE, offer -> Long.toString(offer.id().value()));
    }

    private void record(Actor actor, String action, OfferId id, Map<String, String> details, Instant now) {
        audit.record(new AuditEntry(actor, now, action, "gig_offer:" + id.value(), details));
    }
}
