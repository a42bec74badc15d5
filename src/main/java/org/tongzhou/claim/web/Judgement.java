package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.DrawnClock;
import org.tongzhou.claim.Proposal;
import org.tongzhou.claim.QueuePlace;
import org.tongzhou.claim.Recalls;
import org.tongzhou.claim.Step;
import org.tongzhou.claim.web.ClaimPanel.Fact;
import org.tongzhou.claim.web.ClaimPanel.Who;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.ClockFace;
import org.tongzhou.shell.Explanations.Reader;
import org.tongzhou.shell.Frame;

/** The right-hand side of the workbench: one claim as its reviewer judges it. */
@Component
class Judgement {
    private static final String LATE = "filed_late";

    private final People people;
    private final PaidTo paidTo;
    private final Units units;
    private final ActViews acts;
    private final Places places;
    private final PaperViews papers;
    private final PanelDoubts doubts;
    private final ClassViews classes;
    private final Recalls recalls;

    Judgement(
            People people,
            PaidTo paidTo,
            Units units,
            ActViews acts,
            Places places,
            PaperViews papers,
            PanelDoubts doubts,
            ClassViews classes,
            Recalls recalls) {
        this.people = people;
        this.paidTo = paidTo;
        this.units = units;
        this.acts = acts;
        this.places = places;
        this.papers = papers;
        this.doubts = doubts;
        this.classes = classes;
        this.recalls = recalls;
    }

    ClaimPanel panel(Actor actor, ClaimFile file, ReviewViews.Look look, Frame frame) {
        Claim claim = file.claim();
        List<Fact> facts = PanelFacts.of(file, frame);
        PaidTo.Recipient recipient = paidTo.of(actor.fund(), claim);
        return new ClaimPanel(
                claim.id().value(),
                claim.version(),
                who(actor.fund(), file, recipient.card(), frame),
                papers.viewer(actor, file, facts, look, frame),
                findings(actor, file, frame),
                doubts.of(actor, file, frame),
                PanelSaid.of(file, frame),
                facts.stream().filter(fact -> !PanelFacts.isMinor(fact)).toList(),
                facts.stream().filter(PanelFacts::isMinor).toList(),
                PanelChecks.of(file, recipient.card().name(), frame),
                sum(actor.fund(), file, look.place(), frame),
                classes.open(actor.fund(), file, frame),
                classes.grades(actor, file, frame),
                classes.graver(actor, file, frame),
                recallable(actor, claim),
                file.outcome().objections().stream().anyMatch(one -> one.code().equals(LATE)),
                acts.of(actor, file, look, frame),
                new ClaimPanel.Payee(recipient.line(file.eventCase(), frame), actor.isReviewer()),
                history(file, frame));
    }

    private @Nullable String recallable(Actor actor, Claim claim) {
        if (!actor.isReviewer()) {
            return null;
        }
        Money left = recalls.left(actor.fund(), claim);
        return left.isPositive() ? left.plainYuan() : null;
    }

    private Who who(FundId fund, ClaimFile file, PersonCard card, Frame frame) {
        Claim claim = file.claim();
        LocalDate today = frame.today().day();
        int age = people.identity(fund, claim.owner().person()).ageOn(today);
        String unit = units.names(fund, List.of(claim.owner().unit()))
                .getOrDefault(claim.owner().unit(), "");
        ClockFace face = claim.state().awaitsAnswer() ? DrawnClock.of(file.clock(), today) : null;
        LocalDate due = claim.clock().dueOn();
        return new Who(
                Mask.name(card.name()),
                frame.say(
                        "claim.review.person",
                        frame.say("claim.review.sex." + card.sex().name()),
                        age,
                        unit),
                card.maskedId(),
                claim.owner().person().value(),
                claim.number(),
                face,
                face != null && due != null
                        ? frame.say("claim.review.due", due) + DrawnClock.counted(file.clock(), frame)
                        : "",
                frame.say(
                        "claim.review.state",
                        places.union(claim.owner().path(), claim.level(), frame),
                        frame.say(claim.state().key())),
                claim.status().tone().css());
    }

    private List<ClaimPanel.Finding> findings(Actor actor, ClaimFile file, Frame frame) {
        return file.proposals().stream()
                .filter(proposal -> proposal.state() == Proposal.State.OPEN)
                .map(open -> new ClaimPanel.Finding(
                        open.id(),
                        frame.say(
                                "claim.review.more",
                                frame.fmt().yuan(open.upTo()),
                                places.plan(actor.fund(), open.plan(), frame)),
                        frame.say(
                                open.missing().isEmpty() ? "claim.review.more.ready" : "claim.review.more.why",
                                Places.wanted(open.missing(), frame)),
                        actor.isReviewer() && actor.scope().covers(open.unitPath())))
                .toList();
    }

    private ClaimSum sum(FundId fund, ClaimFile file, QueuePlace place, Frame frame) {
        return new ClaimSum(
                places.plan(fund, file.claim().benefit().plan(), frame),
                frame.say("claim.review.edition", file.claim().benefit().planVersion()),
                file.outcome().explanation(),
                ClaimWords.against(file.outcome(), frame, Reader.REVIEWER),
                granted(fund, file, place, frame),
                DecisionLetter.isDecided(file.claim().state()));
    }

    private ClaimSum.Granted granted(FundId fund, ClaimFile file, QueuePlace place, Frame frame) {
        List<Claim> granted = file.granted();
        List<ClaimSum.Benefit> benefits = granted.stream()
                .map(one -> new ClaimSum.Benefit(
                        place.in("/reviews/" + one.id().value()),
                        places.plan(fund, one.benefit().plan(), frame),
                        frame.fmt().money(one.amount())))
                .toList();
        return new ClaimSum.Granted(
                granted.size() > 1 ? benefits : List.of(), frame.fmt().money(file.grantedSum()));
    }

    /** Steps before, newest first: level, verb, who, when. */
    private static List<String> history(ClaimFile file, Frame frame) {
        List<String> lines = new ArrayList<>();
        List<Step> steps = file.history();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step.actorName().equals(Actor.SYSTEM)) {
                lines.add(frame.say(
                        "claim.review.step.system",
                        frame.say(step.verb().key()),
                        frame.fmt().stamp(step.at())));
                continue;
            }
            Level acted = i == 0 ? Level.COUNTY : steps.get(i - 1).level();
            lines.add(frame.say(
                    "claim.review.step",
                    frame.say(step.verb().isMembers() ? "claim.review.by.member" : "claim.level." + acted.name()),
                    frame.say(step.verb().key()),
                    Mask.name(step.actorName()),
                    frame.fmt().stamp(step.at())));
        }
        return lines;
    }
}
