package org.tongzhou.claim.web;

import java.time.LocalDate;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimClock;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.DrawnClock;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.Reviews;
import org.tongzhou.claim.Verb;
import org.tongzhou.person.NamedHeir;
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
                frame.say(MemberStatus.PAID.key()),
                MemberStatus.PAID.tone().css(),
                null,
                ClaimLines.amount(claim, frame));
    }

    static ProgressPage.Head of(ClaimFile file, PaidTo.Recipient to, Frame frame) {
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
                face == null ? headLine(file, to, frame) : dueLine(claim, file.clock(), frame),
                frame.say(claim.status().key()),
                claim.status().tone().css(),
                face,
                ClaimLines.yuan(claim, frame));
    }

    private static String dueLine(Claim claim, ClaimClock clock, Frame frame) {
        LocalDate due = claim.clock().dueOn();
        if (due == null) {
            return frame.say("claim.line." + claim.status().name(), ClaimLines.amount(claim, frame));
        }
        ClockFace face = DrawnClock.of(clock, frame.today().day());
        String day = frame.fmt().memberDay(due);
        return face.isOver()
                ? frame.say("claim.line.over", day)
                : frame.say("claim.line.due", day, Math.max(0, face.left())) + DrawnClock.counted(clock, frame);
    }

    private static String headLine(ClaimFile file, PaidTo.Recipient to, Frame frame) {
        Claim claim = file.claim();
        if (claim.state() == ClaimState.REFUSED) {
            return frame.say("claim.line.REFUSED", appealBy(file, frame));
        }
        String key = "claim.line." + claim.status().name();
        String amount = frame.fmt().money(to.paid());
        return to.heir()
                .filter(heir -> claim.state().isGranted())
                .map(heir -> heirLine(claim, heir, amount, frame))
                .orElseGet(() -> frame.say(key, amount));
    }

    /** An heir is paid after the days that a new account waits, and not on the member's card. */
    private static String heirLine(Claim claim, NamedHeir heir, String amount, Frame frame) {
        String key = "claim.line." + claim.status().name();
        if (claim.status() == MemberStatus.PAID) {
            return frame.say(key + ".heir", amount);
        }
        LocalDate today = frame.today().day();
        return claim.status() == MemberStatus.APPROVED && heir.openFrom().isAfter(today)
                ? frame.say(key + ".heir", amount, frame.fmt().memberDay(heir.openFrom(), today))
                : frame.say(key, amount);
    }

    /** The last day of an appeal in words; empty while nothing was refused. */
    static String appealBy(ClaimFile file, Frame frame) {
        return file.last(Verb.REFUSAL_CONFIRMED)
                .map(step -> frame.fmt()
                        .memberDay(Reviews.appealBy(step.at()), frame.today().day()))
                .orElse("");
    }
}
