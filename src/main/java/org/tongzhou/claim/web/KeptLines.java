package org.tongzhou.claim.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claim;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.Frame;

/** What of a benefit was kept for a debt and what goes to whose card; no lines where nothing was kept. */
@Component
class KeptLines {
    private final PaidTo paidTo;

    KeptLines(PaidTo paidTo) {
        this.paidTo = paidTo;
    }

    Map<String, String> of(FundId fund, Claim claim, Money paid, Frame frame) {
        Map<String, String> lines = new LinkedHashMap<>();
        if (paid.compareTo(claim.amount()) < 0) {
            lines.put(
                    frame.say("claim.kv.kept"), frame.fmt().yuan(claim.amount().minus(paid)));
            lines.put(
                    paidTo.say(fund, claim, "claim.kv.paid", frame), frame.fmt().yuan(paid));
        }
        return lines;
    }
}
