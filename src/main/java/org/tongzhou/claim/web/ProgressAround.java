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
import org.tongzhou.kernel.PersonId;
import org.tongzhou.shell.Frame;

/** What stands around a claim on its page: other claims of the event, papers given, where the facts came from. */
@Component
class ProgressAround {
    /** Papers that come with a claim of one's own: those of its event are mostly among the last. */
    private static final int LAST_PAPERS = 24;

    private final Places places;
    private final ClaimLines lines;
    private final Papers papers;

    ProgressAround(Places places, ClaimLines lines, Papers papers) {
        this.places = places;
        this.lines = lines;
        this.papers = papers;
    }

    /** Asks in a trip for the last papers of a member, before it is known which of them belong to the event. */
    Supplier<Map<PaperId, Paper>> lastPapers(Trip trip, FundId fund, PersonId member) {
        return papers.newest(trip, fund, member, LAST_PAPERS);
    }

    /** The papers of the event, asked for in a trip unless all of them are there. */
    Supplier<Map<PaperId, Paper>> papers(Trip trip, FundId fund, EventCase event, Map<PaperId, Paper> there) {
        List<PaperId> wanted =
                event.papers().stream().map(paper -> new PaperId(paper.paper())).toList();
        return there.keySet().containsAll(wanted) ? () -> there : papers.all(trip, fund, wanted);
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
                    lines.standing(fund, other, frame)));
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
