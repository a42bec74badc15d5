package org.tongzhou.recovery;

import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/** What is owed back and why; {@code reference} is the number that people know the claim by. */
public record RecoveryTerms(
        String cause,
        String reference,
        PersonId person,
        String payeeName,
        String region,
        String plan,
        Money paid,
        Money amount,
        Reason reason,
        String grounds) {
    /** Why it is owed back. */
    public enum Reason {
        OVERPAID,
        FRAUD,
        RECEIPT_CANCELLED
    }
}
