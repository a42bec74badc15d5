package org.tongzhou.ledger;

import org.tongzhou.kernel.Money;

/**
 * One line of a journal: debit positive, credit negative, never zero. {@code region} is a path down to the county
 * ({@code /42/4202/420281/}); {@code plan} a plan's code or empty; {@code party} the other side, such as
 * {@code unit:17} or {@code person:4}, or empty; {@code budget} the number of a restricted subsidy budget or empty.
 */
public record Line(Account account, Money amount, String region, String plan, String party, String budget) {
    public Line {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a line of nothing");
        }
        region = countyOf(region);
    }

    public Line(Account account, Money amount, String region, String plan) {
        this(account, amount, region, plan, "", "");
    }

    Line turned() {
        return new Line(account, amount.negated(), region, plan, party, budget);
    }

    /** Cuts the unit step off a path: {@code /42/4202/420281/u17/} belongs to {@code /42/4202/420281/}. */
    private static String countyOf(String path) {
        int unit = path.indexOf("/u");
        return unit < 0 ? path : path.substring(0, unit + 1);
    }
}
