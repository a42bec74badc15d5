package org.tongzhou.contribution;

import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Canonical;
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
        DROPPED;

        /** It waits for nobody any more. */
        public boolean isOver() {
            return this == PAID || this == DROPPED;
        }
    }

    /** Stands for what is proposed: who agrees to it says by this what they saw. */
    public String seal() {
        Canonical seen = new Canonical("contribution.refund/1")
                .number(id.value())
                .number(amount.fen())
                .text(payee)
                .text(reason)
                .number(proposedBy.value())
                .instant(proposedAt);
        return HexFormat.of().formatHex(seen.digest());
    }
}
