package org.tongzhou.payment;

import java.util.List;
import org.tongzhou.kernel.FundId;

/**
 * Money that was paid for these instructions came back (退票), all of one fund, each instruction and each cause once. Published in the transaction that books
 * it, at once for all of one message; listen synchronously.
 */
public record BenefitsReturned(List<BenefitReturned> each) {
    public BenefitsReturned {
        each = List.copyOf(each);
        if (each.isEmpty()) {
            throw new IllegalArgumentException("nothing has happened");
        }
    }

    public static BenefitsReturned of(BenefitReturned one) {
        return new BenefitsReturned(List.of(one));
    }

    public FundId fund() {
        return each.get(0).fund();
    }
}
