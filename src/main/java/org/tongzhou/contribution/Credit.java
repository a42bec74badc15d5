package org.tongzhou.contribution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/** Money that came in; {@code applied} went to bills, {@code refunding} goes back to its payer, the rest stands among unidentified receipts. */
public record Credit(
        CreditId id,
        String serial,
        Money amount,
        Money applied,
        Money refunding,
        String payer,
        String remark,
        LocalDate valueDate,
        @Nullable LocalDate returnedOn) {
    /** The credit after so much more of it has paid bills. */
    Credit paying(Money more) {
        return new Credit(id, serial, amount, applied.plus(more), refunding, payer, remark, valueDate, returnedOn);
    }

    public Money rest() {
        return amount.minus(applied).minus(refunding);
    }
}
