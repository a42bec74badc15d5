package org.tongzhou.payment;

import java.time.LocalDate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/** Money that was paid came back (退票); {@code reason} is the bank's code. The benefit is payable again. */
public record BenefitReturned(
        FundId fund,
        String cause,
        InstructionId instruction,
        PersonId payee,
        Money amount,
        LocalDate valueDate,
        String reason) {}
