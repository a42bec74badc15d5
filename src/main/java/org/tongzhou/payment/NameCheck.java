package org.tongzhou.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.NameMatch;
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

    /** An instruction, whose it is, and the account that it goes to. */
    record Named(InstructionId instruction, PersonId person, PayeeAccount account) {}

    /** In the transaction that orders the payment, so that none is ever ready unchecked. */
    void run(FundId fund, List<Named> ordered, Instant now) {
        Set<PersonId> people = ordered.stream().map(Named::person).collect(Collectors.toSet());
        if (people.isEmpty()) {
            return;
        }
        List<Map<PersonId, String>> known =
                names.orderedStream().map(each -> each.names(fund, people)).toList();
        for (Named one : ordered) {
            boolean differs = known.stream()
                    .map(each -> each.get(one.person()))
                    .anyMatch(name ->
                            name != null && !NameMatch.same(one.account().name(), name));
            if (differs) {
                hold(fund, one, now);
            }
        }
    }

    /** Keeps it back until two people settle it. */
    void hold(FundId fund, Named one, Instant now) {
        discrepancies.open(
                fund,
                DiscrepancyKind.NAME,
                new DiscrepancyStore.About(one.instruction().value(), null, null),
                Mask.name(one.account().name()),
                now);
    }
}
