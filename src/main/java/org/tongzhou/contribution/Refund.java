package org.tongzhou.contribution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/** A surplus on its way back to its payer; {@code payee} is the name and the last digits of the account. */
public record Refund(
        RefundId id,
        CreditId credit,
        String serial,
        String payer,
        Money amount,
        String payee,
        String reason,
        State state,
        PersonId proposedBy,
        @Nullable PersonId agreedBy,
        Instant proposedAt) {
    /** Waits for a second person, is with the bank, paid, came back, or was dropped before anybody agreed. */
    public enum State {
        PROPOSED,
        AGREED,
        PAID,
        RETURNED,
        DROPPED
    }
}
