package org.tongzhou.contribution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/** Money that came in; {@code applied} went to bills, the rest stands among unidentified receipts. */
public record Credit(
        CreditId id,
        String serial,
        Money amount,
        Money applied,
        String payer,
        String remark,
        LocalDate valueDate,
        @Nullable LocalDate returnedOn) {
    public Money rest() {
        return amount.minus(applied);
    }
}
