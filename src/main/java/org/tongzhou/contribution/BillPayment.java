package org.tongzhou.contribution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/** Money of one credit that went to a bill; {@code byHand} when somebody matched it; {@code endedOn} when it no longer does, and why. */
public record BillPayment(
        long match,
        CreditId credit,
        String serial,
        String payer,
        LocalDate valueDate,
        Money amount,
        boolean byHand,
        @Nullable LocalDate endedOn,
        @Nullable Ending ending) {
    public boolean isLive() {
        return endedOn == null;
    }
}
