package org.tongzhou.claim.web;

import java.util.List;
import org.tongzhou.kernel.Explanation;

/** The computation and the rules that stand against paying; {@code letter} once the decision has its letter. */
public record ClaimSum(
        String plan, String edition, Explanation explanation, List<String> against, Granted granted, boolean letter) {
    /** What the event is granted in all; no benefits where it is not several. */
    public record Granted(List<Benefit> benefits, String sum) {}

    /** One benefit of the event. */
    public record Benefit(String href, String plan, String amount) {}
}
