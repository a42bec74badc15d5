package org.tongzhou.enrolment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/** Plans with units and amounts; then who pays. {@code unitPays} is what the unit transfers. */
public record RosterFee(int people, Money total, List<Line> lines, List<Share> shares, Money unitPays) {
    public RosterFee {
        lines = List.copyOf(lines);
        shares = List.copyOf(shares);
    }

    /** {@code each} is null where members pay differently; {@code units} 0 for what a policy costs beside its members. */
    public record Line(String plan, long units, @Nullable Money each, Money amount, boolean example) {
        static Line fixed(String plan, Money amount) {
            return new Line(plan, 0, null, amount, false);
        }
    }

    /** A payer's part; {@code deducted} when it does not come from the unit. */
    public record Share(String key, String percent, Money amount, boolean deducted) {}
}
