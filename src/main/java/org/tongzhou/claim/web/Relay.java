package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.Route;
import org.tongzhou.claim.Step;
import org.tongzhou.claim.Verb;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.TrackStep;
import org.tongzhou.shell.TrackStep.State;

/** The way of a claim as the member sees it: newest first, what lies ahead in one step, levels that are not needed named. */
@Component
class Relay {
    private final Places places;

    Relay(Places places) {
        this.places = places;
    }

    List<TrackStep> steps(FundId fund, ClaimFile file, Frame frame) {
        Claim claim = file.claim();
        List<TrackStep> steps = new ArrayList<>();
        if (!claim.state().isFinal() && claim.status() != MemberStatus.PAID) {
            steps.add(ahead(claim, frame));
            steps.add(current(claim, frame));
        }
        List<Step> history = file.history();
        for (int i = history.size() - 1; i >= 0; i--) {
            Step step = history.get(i);
            if (isShown(step)) {
                steps.add(past(
                        claim, step, i == 0 ? Level.COUNTY : history.get(i - 1).level(), frame));
            }
        }
        return steps;
    }

    /** A proposed refusal is not yet an answer, and who looked at what is the reviewers' business. */
    private static boolean isShown(Step step) {
        return switch (step.verb()) {
            case FILED,
                    ANNOUNCED,
                    OBJECTED,
                    HANDED_OVER,
                    RULES_APPROVED,
                    SENT_UP,
                    PAPERS_ASKED,
                    PAPERS_GIVEN,
                    URGED,
                    APPROVED,
                    REFUSAL_CONFIRMED,
                    WITHDRAWN,
                    APPEALED,
                    REOPENED,
                    RECLASSIFIED,
                    PAID,
                    BANK_RETURNED,
                    PAID_AGAIN,
                    CLOSED -> true;
            case TAKEN_OVER,
                    FACT_CONFIRMED,
                    CLASS_CONFIRMED,
                    GRADE_CONFIRMED,
                    SIGN_LOOKED_AT,
                    COMPUTED_AGAIN,
                    REFUSAL_PROPOSED,
                    REFUSAL_DECLINED -> false;
        };
    }

    private TrackStep ahead(Claim claim, Frame frame) {
        String title = claim.route()
                .after(claim.level())
                .filter(level -> claim.state() != ClaimState.APPROVED && claim.state() != ClaimState.RETURNED)
                .map(level ->
                        frame.say("claim.track.next", places.union(claim.owner().path(), level, frame)))
                .orElseGet(() -> frame.say("claim.track.next.pay"));
        return new TrackStep(State.TODO, title, "", "", skipped(claim, frame));
    }

    private static String skipped(Claim claim, Frame frame) {
        if (claim.route().passes(Level.PROVINCE)) {
            return "";
        }
        return claim.route().passes(Level.CITY)
                ? frame.say("claim.track.no_province", frame.fmt().shortYuan(Route.PROVINCE_ABOVE))
                : frame.say("claim.track.no_city", frame.fmt().shortYuan(Route.CITY_ABOVE));
    }

    private TrackStep current(Claim claim, Frame frame) {
        String union = places.union(claim.owner().path(), claim.level(), frame);
        String title = claim.state().isBeforeReviewers()
                ? frame.say("claim.track.at." + claim.level().name(), union)
                : frame.say("claim.track.now." + claim.status().name());
        return new TrackStep(State.CURRENT, title, "", "", "");
    }

    /** {@code acted} is the level at which the step was taken: an approval already stands at the next one. */
    private TrackStep past(Claim claim, Step step, Level acted, Frame frame) {
        String union = places.union(claim.owner().path(), acted, frame);
        boolean approval = step.verb() == Verb.APPROVED || step.verb() == Verb.RULES_APPROVED;
        String title = frame.say(
                "claim.track." + step.verb().name() + (step.verb() == Verb.APPROVED ? "." + acted.name() : ""), union);
        String text = approval && step.amount() != null
                ? frame.say("claim.track.amount." + step.verb().name(), step.amount())
                : step.words() != null ? step.words() : "";
        return new TrackStep(
                State.DONE,
                title,
                frame.fmt().memberStamp(step.at(), frame.today().day()),
                step.at().toString(),
                text);
    }
}
