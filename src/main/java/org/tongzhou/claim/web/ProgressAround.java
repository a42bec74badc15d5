package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.Proposal;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.document.Paper;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.kernel.FundId;
import org.tongzhou.shell.Frame;

/** What stands around a claim on its page: other claims of the event, papers given, where the facts came from. */
@Component
class ProgressAround {
    private final Places places;
    private final ClaimLines lines;
    private final Papers papers;

    ProgressAround(Places places, ClaimLines lines, Papers papers) {
        this.places = places;
        this.lines = lines;
        this.papers = papers;
    }

    /** Asks in a trip for the papers of the event. */
    Supplier<Map<PaperId, Paper>> papers(Trip trip, FundId fund, EventCase event) {
        return papers.all(
                trip,
                fund,
                event.papers().stream().map(paper -> new PaperId(paper.paper())).toList());
    }

    ProgressPage.Around of(FundId fund, ClaimFile file, Map<PaperId, Paper> stored, Frame frame) {
        EventCase event = file.eventCase();
        LocalDate today = frame.today().day();
        List<ProgressPage.Link> given = event.papers().stream()
                .map(paper -> new ProgressPage.Link(
                        Optional.ofNullable(stored.get(new PaperId(paper.paper())))
                                .filter(found -> found.pages() > 0)
                                .map(found -> "/my/cases/" + event.id().value() + "/papers/" + paper.paper() + "/1.png")
                                .orElse(null),
                        Places.paperTitle(paper.kind(), frame),
                        frame.fmt().memberStamp(paper.addedAt(), today)))
                .toList();
        return new ProgressPage.Around(
                others(fund, file, frame),
                given,
                file.claim().state().awaitsAnswer() ? PoorPicture.of(event, stored, frame) : List.of(),
                event.source() == null ? "" : DirectViews.basis(event, frame));
    }

    private List<ProgressPage.Link> others(FundId fund, ClaimFile file, Frame frame) {
        List<ProgressPage.Link> links = new ArrayList<>();
        for (Claim other : file.siblings()) {
            links.add(new ProgressPage.Link(
                    "/my/claims/" + other.id().value(),
                    places.plan(fund, other.benefit().plan(), frame),
                    frame.say(other.status().key()) + " " + ClaimLines.yuan(other, frame)));
        }
        for (Proposal open : file.proposals()) {
            if (open.state() == Proposal.State.OPEN) {
                links.add(new ProgressPage.Link(
                        "/my/cases/" + open.eventCase().value(),
                        frame.say("claim.further.title"),
                        lines.further(fund, open, frame)));
            }
        }
        return links;
    }
}
