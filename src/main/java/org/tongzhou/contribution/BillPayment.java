package org.tongzhou.contribution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/** Money of one credit that went to a bill; {@code byHand} when somebody matched it; {@code returnedOn} when the bank took it back. */
public record BillPayment(
        CreditId credit,
        String serial,
        String payer,
        LocalDate valueDate,
        Money amount,
        boolean byHand,
        @Nullable LocalDate returnedOn) {}
