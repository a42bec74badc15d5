package org.tongzhou.claim.web;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.Proposal;
import org.tongzhou.kernel.FundId;
import org.tongzhou.shell.Frame;

/** A claim, or a benefit that may be asked for as well, in the line by which the member finds it. */
@Component
class ClaimLines {
    private final Places places;

    ClaimLines(Places places) {
        this.places = places;
    }

    CasePage.Row row(FundId fund, Claim claim, Frame frame) {
        return new CasePage.Row(
                "/my/claims/" + claim.id().value(),
                places.plan(fund, claim.benefit().plan(), frame),
                line(claim, frame),
                yuan(claim, frame),
                frame.say(claim.status().key()),
                claim.status().tone().css());
    }

    private static String line(Claim claim, Frame frame) {
        LocalDate due = claim.state().isBeforeReviewers() ? claim.clock().dueOn() : null;
        String key = claim.state() == ClaimState.ANNOUNCED ? "announced" : due == null ? "filed" : "due";
        LocalDate day = due == null ? claim.clock().acceptedOn() : due;
        return frame.say(
                "claim.row." + key,
                claim.number(),
                frame.fmt().memberDay(day, frame.today().day()));
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
