package org.tongzhou.payment.web;

import org.tongzhou.payment.BookStop;
import org.tongzhou.shell.Frame;

/** What the pages of payments say by the code of a plan, of the bank's word or of a fault. */
public final class PaymentWords {
    private PaymentWords() {}

    /** The plan's short name, or its code where it has none; a refund is of no plan. */
    public static String plan(Frame frame, String code) {
        return code.isEmpty()
                ? frame.say("payment.plan.none")
                : frame.shortPlan(code).orElse(code);
    }

    /** Why the bank's book is not read on. */
    public static String stopped(Frame frame, BookStop stop) {
        if (stop.isSilent()) {
            return frame.say("payment.book.silent");
        }
        String key = "payment.claimed." + stop.why();
        return frame.say("payment.book.broken", frame.say(frame.words().has(key) ? key : "payment.book.other"));
    }

    /** What the bank claims in words where this room has them: a status, with what it is about after a colon; else the text itself. */
    public static String claimed(Frame frame, String claimed) {
        String[] about = claimed.split(":", 2);
        String key = "payment.claimed." + about[0];
        if (!frame.words().has(key)) {
            return frame.fmt().orNone(claimed);
        }
        return about.length == 1 ? frame.say(key) : frame.say(key, about[1]);
    }
}
