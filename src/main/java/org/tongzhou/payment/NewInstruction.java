package org.tongzhou.payment;

import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/**
 * Money to be paid once, a benefit unless said. {@code cause} names what it is owed for ({@code claim:17}) and makes the call idempotent;
 * {@code plan} is the plan's code for the books; {@code reference} is the number that people know the claim by.
 * Of a refund, {@code payee} is who asked for it: neither this person's batch nor release may carry it.
 */
public record NewInstruction(
        String cause,
        PersonId payee,
        PayeeAccount account,
        Money amount,
        String unitPath,
        String plan,
        String reference,
        Purpose purpose) {
    public NewInstruction(
            String cause,
            PersonId payee,
            PayeeAccount account,
            Money amount,
            String unitPath,
            String plan,
            String reference) {
        this(cause, payee, account, amount, unitPath, plan, reference, Purpose.BENEFIT);
    }
}
