package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.tongzhou.claim.Appeals;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.Proposal;
import org.tongzhou.claim.Recalls;
import org.tongzhou.claim.Reviews;
import org.tongzhou.claim.Step;
import org.tongzhou.claim.Verb;
import org.tongzhou.document.Paper;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.recovery.Returns;
import org.tongzhou.shell.ClockFace;
import org.tongzhou.shell.Explanations;
import org.tongzhou.shell.Frame;

/** Puts the page of one claim together: where it is, who has it, by which day, how much and why. */
@Component
class ProgressViews {
    private final Places places;
    private final ClaimLines lines;
    private final KeptLines keptLines;
    private final PaidTo paidTo;
    private final Relay relay;
    private final Recalls recalls;
    private final Papers papers;

    ProgressViews(
            Places places,
            ClaimLines lines,
            KeptLines keptLines,
            PaidTo paidTo,
            Relay relay,
            Recalls recalls,
            Papers papers) {
        this.places = places;
        this.lines = lines;
        this.keptLines = keptLines;
        this.paidTo = paidTo;
        this.relay = relay;
        this.recalls = recalls;
        this.papers = papers;
    }

    ProgressPage page(Actor actor, ClaimFile file, Frame frame, @Nullable Refusal refusal) {
        Claim claim = file.claim();
        Map<String, String> errors = refusal == null ? Map.of() : Map.of("", ClaimWords.sentence(refusal, frame));
        Returns.Kept kept = recalls.kept(actor.fund(), claim);
        Supplier<Money> paid = SingletonSupplier.of(() -> recalls.toAccount(actor.fund(), claim));
        return new ProgressPage(
                claim.id().value(),
                claim.eventCase().value(),
                claim.version(),
                kept.isAll() ? keptHead(claim, frame) : head(file, paid, frame),
                rows(actor.fund(), file, new Sums(kept, paid), frame),
                file.outcome().explanation(),
                relay.steps(actor.fund(), file, frame),
                wanted(file),
                refused(actor.fund(), file, frame),
                around(actor.fund(), file, frame),
                can(actor, file, kept, frame.today().day()),
                errors);
    }

    private static ProgressPage.Head keptHead(Claim claim, Frame frame) {
        return new ProgressPage.Head(
                frame.say("claim.head.kept"),
                frame.say("claim.line.kept"),
                frame.say("claim.status.kept"),
                MemberStatus.Tone.PLAIN.css(),
                null,
                ClaimLines.amount(claim, frame));
    }

    private static ProgressPage.Head head(ClaimFile file, Supplier<Money> paid, Frame frame) {
        Claim claim = file.claim();
        ClockFace face = isOpen(claim) ? Places.face(file.clock(), frame.today().day()) : null;
        String key = "claim.head."
                + (claim.state().isBeforeReviewers()
                        ? claim.level().name()
                        : claim.status().name());
        return new ProgressPage.Head(
                frame.say(key),
                face == null ? headLine(file, paid, frame) : dueLine(claim, face, frame),
                frame.say(claim.status().key()),
                claim.status().tone().css(),
                face,
                ClaimLines.yuan(claim, frame));
    }

    private static String dueLine(Claim claim, ClockFace face, Frame frame) {
        LocalDate due = claim.clock().dueOn();
        if (due == null) {
            return frame.say("claim.line." + claim.status().name(), ClaimLines.amount(claim, frame));
        }
        String day = frame.fmt().memberDay(due);
        return face.isOver()
                ? frame.say("claim.line.over", day)
                : frame.say("claim.line.due", day, Math.max(0, face.left()));
    }

    private static String headLine(ClaimFile file, Supplier<Money> paid, Frame frame) {
        Claim claim = file.claim();
        if (claim.state() == ClaimState.REFUSED) {
            return frame.say("claim.line.REFUSED", appealBy(file, frame));
        }
        return frame.say("claim.line." + claim.status().name(), frame.fmt().money(paid.get()));
    }

    private static String appealBy(ClaimFile file, Frame frame) {
        return file.last(Verb.REFUSAL_CONFIRMED)
                .map(step -> frame.fmt()
                        .memberDay(Reviews.appealBy(step.at()), frame.today().day()))
                .orElse("");
    }

    /** What of a benefit was kept, and what goes to the account. */
    private record Sums(Returns.Kept kept, Supplier<Money> paid) {}

    private Map<String, String> rows(FundId fund, ClaimFile file, Sums sums, Frame frame) {
        Returns.Kept kept = sums.kept();
        Claim claim = file.claim();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(frame.say("claim.kv.plan"), places.plan(fund, claim.benefit().plan(), frame));
        rows.put(frame.say("claim.kv.card"), paidTo.line(fund, file, frame));
        rows.put(frame.say("claim.kv.number"), claim.number());
        if (kept.kept().isPositive()) {
            rows.put(frame.say("claim.kv.kept"), frame.fmt().yuan(kept.kept()));
            rows.put(frame.say("claim.kv.rest"), frame.fmt().yuan(kept.of().minus(kept.kept())));
        } else if (claim.status() == MemberStatus.APPROVED || claim.status() == MemberStatus.PAID) {
            rows.putAll(keptLines.of(fund, claim, sums.paid().get(), frame));
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
                        appealBy(file, frame),
                        Appeals.openUntil(file.claim(), file.history())
                                .filter(day -> !frame.today().day().isAfter(day))
                                .isPresent()))
                .orElse(null);
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

    private ProgressPage.Around around(FundId fund, ClaimFile file, Frame frame) {
        EventCase event = file.eventCase();
        LocalDate today = frame.today().day();
        Map<PaperId, Paper> stored = papers.all(
                fund,
                event.papers().stream().map(paper -> new PaperId(paper.paper())).toList());
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
                isOpen(file.claim()) ? PoorPicture.of(event, stored, frame) : List.of(),
                event.source() == null ? "" : DirectViews.basis(event, frame));
    }

    private static boolean isOpen(Claim claim) {
        return claim.state().isBeforeReviewers() || claim.state() == ClaimState.SUPPLEMENT;
    }

    private static ProgressPage.Can can(Actor actor, ClaimFile file, Returns.Kept kept, LocalDate today) {
        ClaimState state = file.claim().state();
        boolean own = actor.isPerson(file.claim().owner().person());
        LocalDate due = file.claim().clock().dueOn();
        boolean late = state.isBeforeReviewers() && due != null && today.isAfter(due);
        boolean urged = file.last(Verb.URGED)
                .filter(step -> LocalDate.ofInstant(step.at(), FundClock.ZONE).equals(today))
                .isPresent();
        return new ProgressPage.Can(
                isOpen(file.claim()),
                own && state == ClaimState.RETURNED && !kept.isAll(),
                file.claim().status() == MemberStatus.PAID,
                late,
                late && !urged,
                own ? null : file.eventCase().facts().isDeath());
    }
}
