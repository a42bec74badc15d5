package org.tongzhou.organisation;

import org.tongzhou.kernel.Money;

/** A fee split by payer; the four parts sum to the fee. */
public record Shares(Money worker, Money employer, Money union, Money donor) {
    public Money total() {
        return worker.plus(employer).plus(union).plus(donor);
    }
}
