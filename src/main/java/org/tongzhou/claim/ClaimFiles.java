package org.tongzhou.claim;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;
import org.tongzhou.plan.PaperKind;

/**
 * Puts the file of a claim together, which is asked by its number alone: what belongs to its event is found by the claim. What
 * few claims have is asked for when their history tells of it.
 */
@Component
class ClaimFiles {
    private final CaseStore cases;
    private final ClaimStore claims;
    private final StepStore steps;
    private final StopStore stops;
    private final ProposalRows proposals;
    private final AnnouncementStore announcements;
    private final Acting acting;
    private final Trips trips;

    ClaimFiles(
            CaseStore cases,
            ClaimStore claims,
            StepStore steps,
            StopStore stops,
            ProposalRows proposals,
            AnnouncementStore announcements,
            Acting acting,
            Trips trips) {
        this.cases = cases;
        this.claims = claims;
        this.steps = steps;
        this.stops = stops;
        this.proposals = proposals;
        this.announcements = announcements;
        this.acting = acting;
        this.trips = trips;
    }

    /** What is asked of a claim in a trip. */
    record Asked(
            FundId fund,
            ClaimId id,
            Rows<ClaimStore.OfEvent> claims,
            Rows<EventCase> eventCase,
            Rows<Step> history,
            Rows<Proposal> proposals) {}

    /** The times that papers were owed, and the announcement of a benefit that nobody asked for. */
    private record Told(
            List<StopStore.Asking> stops, @Nullable Announcement announced) {
        private static final Set<ClaimState> BY = EnumSet.of(ClaimState.SUPPLEMENT, ClaimState.ANNOUNCED);
        private static final Told NOTHING = new Told(List.of(), null);
    }

    /** The claim with all of its row, and the others of its event. */
    private record Whole(Claim claim, ClaimStore.Extras extras, List<Claim> siblings) {}

    Asked ask(Trip trip, Scope scope, ClaimId id) {
        FundId fund = scope.fund();
        return new Asked(
                fund,
                id,
                claims.ofEvent(trip, scope, id),
                cases.of(trip, fund, id),
                steps.history(trip, fund, id),
                proposals.besides(trip, fund, id));
    }

    /** Once the trip is over; refused {@code not_found} outside the scope, whatever else of it has been read. */
    ClaimFile file(Asked asked, List<Sign> signs) {
        Whole whole = whole(asked);
        ClaimStore.Extras more = whole.extras();
        List<Step> history = asked.history().list();
        Told told = told(asked.fund(), asked.id(), history);
        return new ClaimFile(
                whole.claim(),
                asked.eventCase().optional().orElseThrow(),
                StoredDecision.read(more.decision()),
                history,
                acting.clock(whole.claim(), StopStore.stops(told.stops())),
                StopStore.owed(told.stops()).stream().map(PaperKind::valueOf).toList(),
                asked.proposals().list(),
                signs,
                whole.siblings(),
                new ClaimFile.Times(more.filedAt(), more.paidAt()),
                more.finding(),
                told.announced());
    }

    private static Whole whole(Asked asked) {
        List<ClaimStore.OfEvent> claims = asked.claims().list();
        ClaimStore.OfEvent one = claims.stream()
                .filter(claim -> claim.extras() != null)
                .findFirst()
                .orElseThrow(Refusal::notFound);
        return new Whole(
                one.claim(),
                Objects.requireNonNull(one.extras()),
                claims.stream()
                        .filter(claim -> claim != one)
                        .map(ClaimStore.OfEvent::claim)
                        .toList());
    }

    private Told told(FundId fund, ClaimId id, List<Step> history) {
        if (history.stream().map(Step::state).noneMatch(Told.BY::contains)) {
            return Told.NOTHING;
        }
        Trip trip = trips.trip();
        Rows<StopStore.Asking> asked = stops.of(trip, fund, id);
        Rows<Announcement> announced = announcements.find(trip, fund, id);
        trip.go();
        return new Told(asked.list(), announced.optional().orElse(null));
    }
}
