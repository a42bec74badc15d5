package org.tongzhou.payment;

import java.time.Instant;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;

/** Holds an instruction back whose account bears another name than the person: two people settle it, or another account. */
@Component
class NameCheck {
    private final ObjectProvider<PayeeNames> names;
    private final DiscrepancyStore discrepancies;

    NameCheck(ObjectProvider<PayeeNames> names, DiscrepancyStore discrepancies) {
        this.names = names;
        this.discrepancies = discrepancies;
    }

    /** In the transaction that orders the payment, so that none is ever ready unchecked. */
    void run(FundId fund, InstructionId id, PersonId person, PayeeAccount account, Instant now) {
        boolean differs = names.orderedStream()
                .map(each -> each.names(fund, Set.of(person)).get(person))
                .anyMatch(name -> name != null && !NameMatch.same(account.name(), name));
        if (differs) {
            discrepancies.open(
                    fund,
                    DiscrepancyKind.NAME,
                    new DiscrepancyStore.About(id.value(), null, null),
                    Mask.name(account.name()),
                    now);
        }
    }
}
