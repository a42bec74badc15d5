package org.tongzhou.notice.web;

import org.tongzhou.kernel.Slice;
import org.tongzhou.notice.SmsFigures;
import org.tongzhou.shell.Frame;

/** How the line of short messages stands, and a page of those that did not arrive. */
public record SmsLinePage(SmsFigures.Figures figures, Slice<SmsFigures.Lost> lost, String after) {
    /** A reason in words, or the gateway's own code where we have none. */
    public static String reason(Frame frame, SmsFigures.Lost lost) {
        String key = "notice.sms.reason." + lost.reason();
        return frame.words().has(key) ? frame.say(key) : lost.reason();
    }
}
