package org.tongzhou.payment;

import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/**
 * A benefit to be paid once. {@code cause} names what it is owed for ({@code claim:17}) and makes the call idempotent;
 * {@code plan} is the plan's code for the books; {@code reference} is the number that people know the claim by.
 */
public record NewInstruction(
        String cause,
        PersonId payee,
        PayeeAccount account,
        Money amount,
        String unitPath,
        String plan,
        String reference) {}
