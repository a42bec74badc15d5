package org.tongzhou.claim;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PaperKind;

/**
 * A stay of a member as a hospital or an insurer reported it, ready to be claimed. {@code key} names the report for ever
 * ({@code discharge:17}); one report feeds one case. {@code facts} are canonical texts as {@link FactSheet} keeps them;
 * they are {@code contradicted} once their sender has told the stay otherwise.
 */
public record StayReport(
        String key,
        String sender,
        Instant receivedAt,
        PersonId member,
        Map<FactField, ReadFact> facts,
        boolean contradicted) {
    public StayReport {
        facts = Map.copyOf(facts);
    }

    /** With all amounts the report is as good as the settlement sheet, with days and diagnosis as the discharge record. */
    Set<PaperKind> standsFor() {
        boolean bill = facts.keySet().containsAll(FactField.SETTLEMENT);
        boolean record =
                facts.keySet().containsAll(Set.of(FactField.ADMITTED, FactField.DISCHARGED, FactField.DIAGNOSIS));
        if (bill) {
            return record
                    ? Set.of(PaperKind.SETTLEMENT_SHEET, PaperKind.DISCHARGE_RECORD)
                    : Set.of(PaperKind.SETTLEMENT_SHEET);
        }
        return record ? Set.of(PaperKind.DISCHARGE_RECORD) : Set.of();
    }
}
