package org.tongzhou.payment;

import java.util.List;
import org.tongzhou.kernel.FundId;

/**
 * The bank will not pay these instructions, all of one fund, each instruction and each cause once. Published in the transaction that books
 * it, at once for all of one message; listen synchronously.
 */
public record BenefitsRejected(List<BenefitRejected> each) {
    public BenefitsRejected {
        each = List.copyOf(each);
        if (each.isEmpty()) {
            throw new IllegalArgumentException("nothing has happened");
        }
    }

    public static BenefitsRejected of(BenefitRejected one) {
        return new BenefitsRejected(List.of(one));
    }

    public FundId fund() {
        return each.get(0).fund();
    }
}
