package org.tongzhou.claim.web;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.Outcome;
import org.tongzhou.claim.Sign;
import org.tongzhou.claim.Verb;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.person.People;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Explanations;
import org.tongzhou.shell.Frame;

/** What a reviewer may do with a claim where it stands, and what is in the way. */
@Component
class ActViews {
    private static final Set<PaperKind> OF_A_DEATH =
            EnumSet.of(PaperKind.DEATH_CERTIFICATE, PaperKind.HOUSEHOLD_CANCELLATION, PaperKind.HEIRS_STATEMENT);

    private final Cases cases;
    private final People people;
    private final Plans plans;
    private final Places places;

    ActViews(Cases cases, People people, Plans plans, Places places) {
        this.cases = cases;
        this.people = people;
        this.plans = plans;
        this.places = places;
    }

    ReviewerActs of(Actor actor, ClaimFile file, ReviewViews.Look look, Frame frame) {
        Claim claim = file.claim();
        Optional<String> objection = cases.objection(actor, claim);
        Optional<PersonId> other = look.holder().filter(holder -> !actor.isPerson(holder));
        boolean review = claim.state() == ClaimState.REVIEW && objection.isEmpty();
        int open = open(file);
        long doubts = file.signs().stream().filter(Sign::isOpen).count();
        boolean payable =
                file.outcome().kind() == Outcome.Kind.PAYABLE && claim.amount().isPositive();
        boolean decide = review && other.isEmpty();
        return new ReviewerActs(
                decide,
                decide || isHeld(file) && objection.isEmpty(),
                claim.state() == ClaimState.REFUSAL_PROPOSED && objection.isEmpty(),
                review && other.isPresent(),
                claim.level() != Level.PROVINCE,
                words(actor, file, objection, other, frame),
                frame.fmt().money(claim.amount()),
                open == 0 && payable && doubts == 0,
                open,
                papers(file),
                clauses(actor.fund(), claim, frame),
                proposed(actor.fund(), file, frame));
    }

    /** Granted, and not paid until somebody has looked. */
    private static boolean isHeld(ClaimFile file) {
        return file.claim().state().isGranted()
                && file.signs().stream().anyMatch(sign -> sign.isOpen() && sign.kind() == Sign.Kind.REPORT_DIFFERS);
    }

    /** Fields that are to be looked at, and one that is still to be filled in. */
    private static int open(ClaimFile file) {
        return file.eventCase().facts().toLookAt().size() + (file.lacksDiagnosis() ? 1 : 0);
    }

    /** What can be asked for; the papers of a death only where there was one. */
    private static List<PaperKind> papers(ClaimFile file) {
        boolean death = file.eventCase().facts().isDeath();
        return Arrays.stream(PaperKind.values())
                .filter(kind -> death || !OF_A_DEATH.contains(kind))
                .toList();
    }

    private String words(
            Actor actor, ClaimFile file, Optional<String> objection, Optional<PersonId> other, Frame frame) {
        if (!file.claim().state().isBeforeReviewers()) {
            return frame.say(file.claim().state().key());
        }
        if (objection.isPresent()) {
            return frame.say(actor.isReviewer() ? "refusal." + objection.get() : "claim.queue.looking");
        }
        if (other.isPresent()) {
            return frame.say(
                    "claim.review.held",
                    Mask.name(people.card(actor.fund(), other.get()).name()));
        }
        return next(file, frame);
    }

    /** What is to be looked at or confirmed before it is decided, the first thing alone. */
    private static String next(ClaimFile file, Frame frame) {
        int open = open(file);
        if (open > 0) {
            return frame.say("claim.review.look", open);
        }
        long doubts = file.signs().stream().filter(Sign::isOpen).count();
        if (doubts > 0) {
            return frame.say("claim.sign.title", doubts);
        }
        List<Outcome.Lack> missing = file.outcome().missing();
        if (missing.stream().anyMatch(Outcome.Lack::isGrade)) {
            return frame.say("claim.review.choose.grade");
        }
        if (missing.stream().anyMatch(Outcome.Lack::isClass)) {
            return frame.say("claim.review.choose.class");
        }
        return frame.say(file.isApprovedAmongSeveral() ? "claim.review.one_more" : "claim.review.ready");
    }

    private List<ReviewerActs.Clause> clauses(FundId fund, Claim claim, Frame frame) {
        return plans
                .edition(
                        fund,
                        new PlanCode(claim.benefit().plan()),
                        claim.benefit().planVersion())
                .stream()
                .flatMap(plan -> clauses(plan, frame).stream())
                .toList();
    }

    private static List<ReviewerActs.Clause> clauses(PlanVersion plan, Frame frame) {
        return plan.clauses().values().stream()
                .map(clause -> new ReviewerActs.Clause(
                        plan.citation(clause.id()),
                        Explanations.clause(frame, plan.citation(clause.id())) + " "
                                + clause.text().in(Places.locale(frame))))
                .toList();
    }

    private ReviewerActs.@Nullable Proposed proposed(FundId fund, ClaimFile file, Frame frame) {
        if (file.claim().state() != ClaimState.REFUSAL_PROPOSED) {
            return null;
        }
        return file.last(Verb.REFUSAL_PROPOSED)
                .map(step -> new ReviewerActs.Proposed(
                        Explanations.clause(frame, step.clause()),
                        places.clause(fund, step.clause(), frame),
                        String.valueOf(step.words()),
                        Mask.name(step.actorName())))
                .orElse(null);
    }
}
