package org.tongzhou.notice.web;

import java.util.List;
import org.tongzhou.notice.SmsFigures;
import org.tongzhou.shell.Frame;

/** How the line of short messages stands. */
public record SmsLinePage(SmsFigures.Figures figures, List<SmsFigures.Lost> lost) {
    public SmsLinePage {
        lost = List.copyOf(lost);
    }

    /** A reason in words, or the gateway's own code where we have none. */
    public static String reason(Frame frame, SmsFigures.Lost lost) {
        String key = "notice.sms.reason." + lost.reason();
        return frame.words().has(key) ? frame.say(key) : lost.reason();
    }
}
