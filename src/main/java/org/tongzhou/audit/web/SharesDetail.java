package org.tongzhou.audit.web;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.Frame;

/** Who shares a fee as it is recorded, {@code {WORKER=Percent[basisPoints=10000]}}: entries that exist are never rewritten. */
final class SharesDetail {
    private static final Pattern SHARE = Pattern.compile("(\\w+)=(Percent|Each)\\[\\w+=([\\d.]+)]");

    private SharesDetail() {}

    static String written(String value, Frame frame) {
        String words = SHARE.matcher(value)
                .results()
                .map(share -> frame.say("contribution.share." + share.group(1).toLowerCase(Locale.ROOT)) + " "
                        + part(share, frame))
                .collect(Collectors.joining(frame.say("contribution.list.comma")));
        return words.isEmpty() ? value : words;
    }

    private static String part(MatchResult share, Frame frame) {
        if (share.group(2).equals("Percent")) {
            return frame.fmt().percent(Long.parseLong(share.group(3)));
        }
        Money each = Money.typed(share.group(3)).orElseThrow();
        return frame.say("contribution.programme.each", frame.fmt().money(each));
    }
}
