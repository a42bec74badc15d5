package org.tongzhou.claim.web;

import java.time.LocalDate;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.DrawnClock;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.Reviews;
import org.tongzhou.claim.Verb;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.ClockFace;
import org.tongzhou.shell.Frame;

/** The head of a claim's page: where it is, and by which day. */
final class ProgressHeads {
    private ProgressHeads() {}

    /** Of a benefit that was kept whole. */
    static ProgressPage.Head kept(Claim claim, Frame frame) {
        return new ProgressPage.Head(
                frame.say("claim.head.kept"),
                frame.say("claim.line.kept"),
                frame.say("claim.status.kept"),
                MemberStatus.Tone.PLAIN.css(),
                null,
                ClaimLines.amount(claim, frame));
    }

    static ProgressPage.Head of(ClaimFile file, Money paid, Frame frame) {
        Claim claim = file.claim();
        ClockFace face = claim.state().awaitsAnswer()
                ? DrawnClock.of(file.clock(), frame.today().day())
                : null;
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

    private static String headLine(ClaimFile file, Money paid, Frame frame) {
        Claim claim = file.claim();
        if (claim.state() == ClaimState.REFUSED) {
            return frame.say("claim.line.REFUSED", appealBy(file, frame));
        }
        return frame.say("claim.line." + claim.status().name(), frame.fmt().money(paid));
    }

    /** The last day of an appeal in words; empty while nothing was refused. */
    static String appealBy(ClaimFile file, Frame frame) {
        return file.last(Verb.REFUSAL_CONFIRMED)
                .map(step -> frame.fmt()
                        .memberDay(Reviews.appealBy(step.at()), frame.today().day()))
                .orElse("");
    }
}
