package org.tongzhou.claim;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;
import org.tongzhou.plan.PaperKind;

/** Puts the file of a claim together, which is asked by its number alone: what belongs to its event is found by the claim. */
@Component
class ClaimFiles {
    private final CaseStore cases;
    private final ClaimStore claims;
    private final StepStore steps;
    private final StopStore stops;
    private final ProposalRows proposals;
    private final AnnouncementStore announcements;
    private final Acting acting;

    ClaimFiles(
            CaseStore cases,
            ClaimStore claims,
            StepStore steps,
            StopStore stops,
            ProposalRows proposals,
            AnnouncementStore announcements,
            Acting acting) {
        this.cases = cases;
        this.claims = claims;
        this.steps = steps;
        this.stops = stops;
        this.proposals = proposals;
        this.announcements = announcements;
        this.acting = acting;
    }

    /** What is asked of a claim in a trip. */
    record Asked(
            Rows<ClaimStore.Whole> claim,
            Rows<EventCase> eventCase,
            Rows<Step> history,
            Rows<StopStore.Asking> stops,
            Rows<Proposal> proposals,
            Rows<Claim> siblings,
            Rows<Announcement> announced) {}

    Asked ask(Trip trip, Scope scope, ClaimId id) {
        FundId fund = scope.fund();
        return new Asked(
                claims.whole(trip, scope, id),
                cases.of(trip, fund, id),
                steps.history(trip, fund, id),
                stops.of(trip, fund, id),
                proposals.besides(trip, fund, id),
                claims.siblings(trip, fund, id),
                announcements.find(trip, fund, id));
    }

    /** Once the trip is over; refused {@code not_found} outside the scope, whatever else of it has been read. */
    ClaimFile file(Asked asked, List<Sign> signs) {
        ClaimStore.Whole whole = asked.claim().optional().orElseThrow(Refusal::notFound);
        ClaimStore.Extras more = whole.extras();
        return new ClaimFile(
                whole.claim(),
                asked.eventCase().optional().orElseThrow(),
                StoredDecision.read(more.decision()),
                asked.history().list(),
                acting.clock(whole.claim(), StopStore.stops(asked.stops())),
                StopStore.owed(asked.stops()).stream().map(PaperKind::valueOf).toList(),
                asked.proposals().list(),
                signs,
                asked.siblings().list(),
                new ClaimFile.Times(more.filedAt(), more.paidAt()),
                more.finding(),
                asked.announced().optional().orElse(null));
    }
}
