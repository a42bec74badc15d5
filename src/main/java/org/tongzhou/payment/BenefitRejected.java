package org.tongzhou.payment;

import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/** The bank will not pay an instruction; {@code reason} is its code such as {@code AC04}, the words are {@code payment.reason.AC04}. The benefit stays payable. */
public record BenefitRejected(
        FundId fund, String cause, InstructionId instruction, PersonId payee, Money amount, String reason) {}
