package org.tongzhou.gig;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.contribution.PaidPlaces;
import org.tongzhou.contribution.ProgrammeId;
import org.tongzhou.enrolment.FreePlaces;
import org.tongzhou.enrolment.Submission;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.KindUse;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.plan.PlanCode;

/**
 * A roster of a union of gig workers takes places of its open offer, all that it needs or none, and the offer's programme pays
 * them; while one is open it stays such a union.
 */
@Component
class OfferPlaces implements FreePlaces, PaidPlaces, KindUse {
    private final OfferStore offers;

    OfferPlaces(OfferStore offers) {
        this.offers = offers;
    }

    @Override
    public void hold(FundId fund, Unit unit) {
        if (unit.kind() == UnitKind.GIG_UNION) {
            offers.hold(fund, unit.id());
        }
    }

    @Override
    public void holdAll(FundId fund) {
        offers.holdAll(fund);
    }

    @Override
    public Optional<Money> take(FundId fund, Unit unit, PlanCode plan, int people, LocalDate today) {
        if (unit.kind() != UnitKind.GIG_UNION) {
            return Optional.empty();
        }
        Offer offer = offers.open(fund, unit.id(), plan)
                .filter(found -> found.openOn(today))
                .orElseThrow(() -> Refusal.conflict("gig_no_places", unit.name()));
        if (offer.left() < people) {
            throw Refusal.conflict("gig_places_left", unit.name(), offer.left(), people, people - offer.left());
        }
        offers.take(fund, offer.id(), people);
        return Optional.of(offer.each());
    }

    @Override
    public void taken(Actor actor, Submission submission, PlanCode plan, int people) {
        Offer offer = offers.open(actor.fund(), submission.unit(), plan).orElseThrow();
        PersonId by = actor.requirePerson();
        offers.joined(
                actor.fund(), new OfferStore.Joining(offer.id(), submission.id(), by, people), submission.enrolledAt());
    }

    @Override
    public void givenBack(FundId fund, SubmissionId submission, PlanCode plan, int people, Instant now) {
        offers.giveBack(fund, submission, plan, people, now);
    }

    @Override
    public Map<SubmissionId, Map<ProgrammeId, Money>> prices(FundId fund, Collection<SubmissionId> submissions) {
        return offers.prices(fund, submissions);
    }

    @Override
    public boolean goesOn(FundId fund, Unit unit, LocalDate today) {
        return offers.goesOn(fund, unit.id(), today);
    }
}
