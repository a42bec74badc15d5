package org.tongzhou.contribution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/** Money of a credit that pays parts of a bill; {@code madeBy} is null where the reference did it. */
record Allocation(
        long id,
        CreditId credit,
        BillId bill,
        List<PartMoney> parts,
        @Nullable PersonId madeBy) {
    Allocation {
        parts = List.copyOf(parts);
    }

    Money amount() {
        return parts.stream().map(PartMoney::amount).reduce(Money.ZERO, Money::plus);
    }

    /** The name under which the books trace it when a person made it or it ended. */
    String cause() {
        return "allocation:" + id;
    }
}
