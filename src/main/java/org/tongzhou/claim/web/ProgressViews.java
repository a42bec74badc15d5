package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Appeals;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.Recalls;
import org.tongzhou.claim.Step;
import org.tongzhou.claim.Verb;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.document.Paper;
import org.tongzhou.document.PaperId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.recovery.Returns;
import org.tongzhou.shell.Explanations;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Tried;

/** Puts the page of one claim together: where it is, who has it, by which day, how much and why. */
@Component
class ProgressViews {
    private final Cases cases;
    private final Places places;
    private final PaidTo paidTo;
    private final Relay relay;
    private final Recalls recalls;
    private final ProgressAround around;
    private final Trips trips;

    ProgressViews(
            Cases cases,
            Places places,
            PaidTo paidTo,
            Relay relay,
            Recalls recalls,
            ProgressAround around,
            Trips trips) {
        this.cases = cases;
        this.places = places;
        this.paidTo = paidTo;
        this.relay = relay;
        this.recalls = recalls;
        this.around = around;
        this.trips = trips;
    }

    /** A claim whole, and what came with it for the reader: who is paid, where it is the reader's own, and last papers. */
    record Asked(ClaimFile file, Optional<PaidTo.Asked> paid, Map<PaperId, Paper> papers) {}

    /** All that the page of one's own claim needs comes with this trip; another's takes a second. */
    Asked ask(Actor actor, ClaimId id, Frame frame) {
        Trip trip = trips.trip();
        frame.takeTabs(trip);
        Supplier<ClaimFile> file = cases.follow(trip, actor, id);
        Optional<PersonId> reader = Optional.ofNullable(actor.person());
        Optional<PaidTo.Asked> own = reader.map(me -> paidTo.ask(trip, actor.fund(), me, id));
        Optional<Supplier<Map<PaperId, Paper>>> papers = reader.map(me -> around.lastPapers(trip, actor.fund(), me));
        trip.go();
        ClaimFile found = file.get();
        return new Asked(
                found,
                own.filter(asked -> asked.isFor(found.claim())),
                papers.map(Supplier::get).orElse(Map.of()));
    }

    ProgressPage page(Actor actor, Asked asked, Frame frame, Tried tried) {
        ClaimFile file = asked.file();
        Claim claim = file.claim();
        Known known = known(actor.fund(), asked);
        return new ProgressPage(
                claim.id().value(),
                FilingPages.listOf(actor, claim.owner().person()),
                claim.eventCase().value(),
                claim.version(),
                known.kept().isAll() ? ProgressHeads.kept(claim, frame) : ProgressHeads.of(file, known.paid(), frame),
                rows(actor.fund(), file, known, frame),
                file.outcome().explanation(),
                relay.steps(actor.fund(), file, frame),
                wanted(file),
                refused(actor.fund(), file, frame),
                around.of(actor.fund(), file, known.papers(), frame),
                can(actor, file, known.kept(), frame.today().day()),
                tried);
    }

    /** What other rooms know of a claim: what was kept of a payment that came back, who is paid, the papers given. */
    private record Known(Returns.Kept kept, PaidTo.Recipient paid, Map<PaperId, Paper> papers) {}

    private Known known(FundId fund, Asked asked) {
        Claim claim = asked.file().claim();
        Trip trip = trips.trip(Trips.KEPT_PLANS);
        PaidTo.Asked paid = asked.paid()
                .orElseGet(() -> paidTo.ask(trip, fund, claim.owner().person(), claim.id()));
        Supplier<Map<PaperId, Paper>> papers =
                around.papers(trip, fund, asked.file().eventCase(), asked.papers());
        trip.go();
        return new Known(recalls.kept(fund, claim), paid.of(claim), papers.get());
    }

    private Map<String, String> rows(FundId fund, ClaimFile file, Known known, Frame frame) {
        Returns.Kept kept = known.kept();
        Claim claim = file.claim();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(frame.say("claim.kv.plan"), places.plan(fund, claim.benefit().plan(), frame));
        rows.put(frame.say("claim.kv.card"), known.paid().line(file.eventCase(), frame));
        rows.put(frame.say("claim.kv.number"), claim.number());
        if (kept.kept().isPositive()) {
            rows.put(frame.say("claim.kv.kept"), frame.fmt().yuan(kept.kept()));
            rows.put(frame.say("claim.kv.rest"), frame.fmt().yuan(kept.of().minus(kept.kept())));
        } else if (claim.status() == MemberStatus.APPROVED || claim.status() == MemberStatus.PAID) {
            rows.putAll(KeptLines.of(claim, known.paid(), frame));
        }
        if (file.granted().size() > 1) {
            rows.put(frame.say("claim.kv.event"), frame.fmt().yuan(file.grantedSum()));
        }
        return rows;
    }

    private static ProgressPage.Wanted wanted(ClaimFile file) {
        String words = file.owed().isEmpty()
                ? ""
                : file.last(Verb.PAPERS_ASKED)
                        .map(Step::words)
                        .map(String::valueOf)
                        .orElse("");
        return new ProgressPage.Wanted(file.owed(), words);
    }

    private ProgressPage.@Nullable Refused refused(FundId fund, ClaimFile file, Frame frame) {
        if (file.claim().state() != ClaimState.REFUSED) {
            return null;
        }
        return file.last(Verb.REFUSAL_CONFIRMED)
                .map(step -> new ProgressPage.Refused(
                        Explanations.clause(frame, step.clause()),
                        places.clause(fund, step.clause(), frame),
                        String.valueOf(step.words()),
                        ProgressHeads.appealBy(file, frame),
                        Appeals.openUntil(file.claim(), file.history())
                                .filter(day -> !frame.today().day().isAfter(day))
                                .isPresent(),
                        Appeals.mayReopen(file.claim(), file.history())))
                .orElse(null);
    }

    private static ProgressPage.Can can(Actor actor, ClaimFile file, Returns.Kept kept, LocalDate today) {
        ClaimState state = file.claim().state();
        boolean own = actor.isPerson(file.claim().owner().person());
        LocalDate due = file.claim().clock().dueOn();
        boolean late = state.isBeforeReviewers() && due != null && today.isAfter(due);
        boolean urged = file.last(Verb.URGED)
                .filter(step -> FundClock.dayOf(step.at()).equals(today))
                .isPresent();
        return new ProgressPage.Can(
                state.awaitsAnswer(),
                own && state == ClaimState.RETURNED && !kept.isAll(),
                file.claim().status() == MemberStatus.PAID,
                late,
                late && !urged,
                own ? null : file.eventCase().facts().isDeath());
    }
}
