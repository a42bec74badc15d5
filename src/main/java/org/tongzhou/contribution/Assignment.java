package org.tongzhou.contribution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.recovery.RecoveryId;

/** Money of a credit that pays no bill but funds a programme or pays back a benefit, one of the two; ended when it no longer does. */
public record Assignment(
        long id,
        CreditId credit,
        String serial,
        String payer,
        LocalDate valueDate,
        @Nullable ProgrammeId programme,
        @Nullable RecoveryId recovery,
        Money amount,
        @Nullable LocalDate endedOn,
        @Nullable Ending ending) {
    public boolean isLive() {
        return endedOn == null;
    }

    String cause() {
        return "assignment:" + id;
    }
}
