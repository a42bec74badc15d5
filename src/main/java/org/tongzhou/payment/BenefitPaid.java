package org.tongzhou.payment;

import java.time.LocalDate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/** The bank has paid an instruction; {@code valueDate} is the bank's day. */
public record BenefitPaid(
        FundId fund, String cause, InstructionId instruction, PersonId payee, Money amount, LocalDate valueDate) {}
