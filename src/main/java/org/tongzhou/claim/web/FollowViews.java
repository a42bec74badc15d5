package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.Cases.CaseFile;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.DraftLine;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.MineAsked;
import org.tongzhou.claim.Proposal;
import org.tongzhou.claim.Recalls;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.Frame;

/** Puts together the list of a member's claims, and the page of an event with its claims and what else may be asked for. */
@Component
class FollowViews {
    private final Cases cases;
    private final Recalls recalls;
    private final Places places;
    private final ClaimLines lines;
    private final Trips trips;

    FollowViews(Cases cases, Recalls recalls, Places places, ClaimLines lines, Trips trips) {
        this.cases = cases;
        this.recalls = recalls;
        this.places = places;
        this.lines = lines;
        this.trips = trips;
    }

    ListPage list(Actor actor, ListPage.Asked asked, Frame frame) {
        Cases.Mine mine = mine(actor, asked, frame);
        Optional<DraftLine> draft = mine.draft();
        List<CasePage.Row> doing = new ArrayList<>();
        List<CasePage.Row> done = new ArrayList<>();
        for (Claim claim : mine.claims().items()) {
            boolean over = claim.state().isFinal() || recalls.status(actor.fund(), claim) == MemberStatus.PAID;
            (over ? done : doing).add(lines.row(actor.fund(), claim, frame).openedFrom(asked.here()));
        }
        return new ListPage(
                asked,
                draft.map(found -> "/my/claims/draft/" + found.id().value()).orElse(null),
                draft.map(found -> frame.say(
                                "claim.draft.line",
                                frame.say("claim.event." + found.kind().name()),
                                frame.fmt()
                                        .memberStamp(
                                                found.savedAt(), frame.today().day())))
                        .orElse(""),
                doing,
                done,
                mine.claims().next(),
                mine.open()
                        .map(open -> new ListPage.Further(
                                asked.here().in("/my/cases/" + open.eventCase().value()),
                                lines.further(actor.fund(), open, frame))));
    }

    /** With the numbers of the menu. */
    private Cases.Mine mine(Actor actor, ListPage.Asked from, Frame frame) {
        Trip trip = trips.trip();
        frame.takeTabs(trip);
        MineAsked asked = cases.mine(trip, actor, new Cases.Below(from.after(), from.further()));
        trip.go();
        return asked.mine();
    }

    CasePage eventCase(Actor actor, CaseFile file, Frame frame, Map<String, String> errors) {
        EventCase event = file.eventCase();
        return new CasePage(
                event.id().value(),
                FilingPages.listOf(actor, event.owner().person()),
                frame.say("claim.case.title." + event.kind().name()),
                line(event, frame),
                file.claims().stream()
                        .map(claim -> lines.row(actor.fund(), claim, frame))
                        .toList(),
                file.proposals().stream()
                        .filter(proposal -> proposal.state() == Proposal.State.OPEN)
                        .map(open -> new CasePage.Further(
                                open.id(),
                                places.plan(actor.fund(), open.plan(), frame),
                                frame.fmt().yuan(open.upTo()),
                                why(open, frame),
                                kinds(open),
                                open.missing().size() <= 1))
                        .toList(),
                errors);
    }

    private static String why(Proposal open, Frame frame) {
        if (open.missing().isEmpty()) {
            return frame.say("claim.further.ready.why");
        }
        String key = open.missing().size() == 1 ? "claim.further.why" : "claim.further.why.several";
        return frame.say(key, Places.wanted(open.missing(), frame));
    }

    /** The kinds that will do for what is missing: a test report stands for a pathology report. */
    private static List<PaperKind> kinds(Proposal open) {
        List<PaperKind> kinds = new ArrayList<>(open.missing());
        if (kinds.contains(PaperKind.PATHOLOGY_REPORT)) {
            kinds.add(PaperKind.TEST_REPORT);
        }
        return kinds;
    }

    private static String line(EventCase event, Frame frame) {
        String hospital = event.facts().text(FactField.HOSPITAL).orElse("");
        String days = event.facts()
                .day(FactField.ADMITTED)
                .flatMap(from -> event.facts()
                        .day(FactField.DISCHARGED)
                        .map(to -> frame.fmt().range(from, to)))
                .orElse("");
        return (hospital + " " + days).strip();
    }
}
