package org.tongzhou.claim.web;

import java.util.Map;
import org.tongzhou.claim.Claim;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.Frame;

/** What of a benefit was kept for a debt and what goes to the card, where anything was kept. */
final class KeptLines {
    private KeptLines() {}

    static void add(Claim claim, Money paid, Map<String, String> lines, Frame frame) {
        if (paid.compareTo(claim.amount()) < 0) {
            lines.put(
                    frame.say("claim.kv.kept"), frame.fmt().yuan(claim.amount().minus(paid)));
            lines.put(frame.say("claim.kv.paid"), frame.fmt().yuan(paid));
        }
    }
}
