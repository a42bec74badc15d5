package org.tongzhou.payment;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Money;

/** Up to where two people of finance suffice; above, for a batch or a single payment, a manager must agree as third [example]. */
@Component
class PayoutLimits {
    private final Money batch;
    private final Money single;

    PayoutLimits(
            @Value("${tongzhou.payment.batch-limit:5000000.00}") String batch,
            @Value("${tongzhou.payment.single-limit:100000.00}") String single) {
        this.batch = Money.parseYuan(batch);
        this.single = Money.parseYuan(single);
    }

    boolean needsConsent(List<InstructionRow> rows) {
        Money total = rows.stream().map(InstructionRow::amount).reduce(Money.ZERO, Money::plus);
        return total.compareTo(batch) > 0
                || rows.stream().anyMatch(row -> row.amount().compareTo(single) > 0);
    }
}
