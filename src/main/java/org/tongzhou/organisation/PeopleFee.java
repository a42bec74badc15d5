package org.tongzhou.organisation;

import org.tongzhou.kernel.Money;

/** So many people who each owe the same fee, zero or more. */
public record PeopleFee(Money fee, long people) {
    public PeopleFee {
        if (fee.isNegative() || people < 0) {
            throw new IllegalArgumentException("a fee is never negative");
        }
    }

    public Money total() {
        return fee.times(people);
    }
}
