package org.tongzhou.claim.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.Proposal;
import org.tongzhou.claim.Recalls;
import org.tongzhou.kernel.FundId;
import org.tongzhou.shell.Frame;

/** A claim, or a benefit that may be asked for as well, in the line by which the member finds it. */
@Component
class ClaimLines {
    private final Places places;
    private final Recalls recalls;

    ClaimLines(Places places, Recalls recalls) {
        this.places = places;
        this.recalls = recalls;
    }

    CasePage.Row row(FundId fund, Claim claim, Frame frame) {
        MemberStatus status = recalls.status(fund, claim);
        return new CasePage.Row(
                "/my/claims/" + claim.id().value(),
                places.plan(fund, claim.benefit().plan(), frame),
                line(claim, status, frame),
                yuan(claim, frame),
                frame.say(status.key()),
                status.tone().css());
    }

    private static String line(Claim claim, MemberStatus status, Frame frame) {
        LocalDate due = claim.state().isBeforeReviewers() ? claim.clock().dueOn() : null;
        String key = key(claim, status, due);
        LocalDate day = due == null ? claim.clock().acceptedOn() : due;
        return frame.say(
                "claim.row." + key,
                claim.number(),
                frame.fmt().memberDay(day, frame.today().day()));
    }

    private static String key(Claim claim, MemberStatus status, @Nullable LocalDate due) {
        if (status != claim.status()) {
            return "kept";
        }
        return claim.state() == ClaimState.ANNOUNCED ? "announced" : due == null ? "filed" : "due";
    }

    /** The amount, and by the word beside it what became of it. */
    String standing(FundId fund, Claim claim, Frame frame) {
        return frame.say(recalls.status(fund, claim).key()) + " " + yuan(claim, frame);
    }

    static String amount(Claim claim, Frame frame) {
        return said(claim, frame.fmt().money(claim.amount()), frame);
    }

    static String yuan(Claim claim, Frame frame) {
        return said(claim, frame.fmt().yuan(claim.amount()), frame);
    }

    /** What is not paid names no amount: it would read as if it were owed. */
    private static String said(Claim claim, String amount, Frame frame) {
        boolean unpaid = claim.status() == MemberStatus.REFUSED || claim.status() == MemberStatus.WITHDRAWN;
        if (unpaid || !claim.amount().isPositive()) {
            return frame.fmt().orNone(null);
        }
        return claim.isUpTo() ? frame.say("claim.upto", amount) : amount;
    }

    String further(FundId fund, Proposal open, Frame frame) {
        return frame.say(
                open.missing().isEmpty() ? "claim.further.ready" : "claim.further",
                places.plan(fund, open.plan(), frame),
                open.upTo(),
                Places.wanted(open.missing(), frame));
    }
}
