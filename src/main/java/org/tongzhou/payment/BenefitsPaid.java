package org.tongzhou.payment;

import java.util.List;
import org.tongzhou.kernel.FundId;

/**
 * The bank has paid these instructions, all of one fund, each instruction and each cause once. Published in the transaction that books
 * it, at once for all of one message; listen synchronously.
 */
public record BenefitsPaid(List<BenefitPaid> each) {
    public BenefitsPaid {
        each = List.copyOf(each);
        if (each.isEmpty()) {
            throw new IllegalArgumentException("nothing has happened");
        }
    }

    public static BenefitsPaid of(BenefitPaid one) {
        return new BenefitsPaid(List.of(one));
    }

    public FundId fund() {
        return each.get(0).fund();
    }
}
