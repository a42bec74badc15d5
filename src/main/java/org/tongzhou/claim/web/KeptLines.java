package org.tongzhou.claim.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tongzhou.claim.Claim;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.Frame;

/** What of a benefit was kept for a debt and what goes to whose card; no lines where nothing was kept. */
final class KeptLines {
    private KeptLines() {}

    static Map<String, String> of(Claim claim, PaidTo.Recipient recipient, Frame frame) {
        Money paid = recipient.paid();
        Map<String, String> lines = new LinkedHashMap<>();
        if (paid.compareTo(claim.amount()) < 0) {
            lines.put(
                    frame.say("claim.kv.kept"), frame.fmt().yuan(claim.amount().minus(paid)));
            lines.put(recipient.say("claim.kv.paid", frame), frame.fmt().yuan(paid));
        }
        return lines;
    }
}
