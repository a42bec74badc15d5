package org.tongzhou.plan;

import org.tongzhou.kernel.Money;

/** An amount that a plan states, for each unit held or whatever the units. */
public record Sum(Stated<Money> amount, boolean perUnit) {
    public static Sum perUnit(Stated<Money> amount) {
        return new Sum(amount, true);
    }

    /** What it comes to for a cover of this many units. */
    public Money of(int units) {
        return perUnit ? amount.value().times(units) : amount.value();
    }
}
