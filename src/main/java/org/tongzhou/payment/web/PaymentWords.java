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

    /** What the bank claims in words where this room has them: a status, else the text itself. */
    public static String claimed(Frame frame, String claimed) {
        String key = "payment.claimed." + claimed;
        return frame.words().has(key) ? frame.say(key) : frame.fmt().orNone(claimed);
    }
}
