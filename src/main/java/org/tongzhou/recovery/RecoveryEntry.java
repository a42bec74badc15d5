package org.tongzhou.recovery;

import java.time.LocalDate;
import org.tongzhou.kernel.Money;

/** What made a debt less, or more again, and by how much; {@code cause} is what it came of. */
public record RecoveryEntry(long id, Kind kind, String cause, Money amount, LocalDate day) {
    /** Why the debt is another than before. */
    public enum Kind {
        RECEIVED,
        OFFSET,
        REDUCED,
        WRITTEN_OFF,
        /** A repayment that the bank took back or that was matched by mistake. */
        TAKEN_BACK,
        /** Paid to the person again after an appeal. */
        REPAID,
        /** Kept of the benefit itself, since the bank sent it back. */
        RETURNED,
        /** Given up before, and owed after all now that the money is back. */
        REVIVED;

        public boolean isMore() {
            return this == TAKEN_BACK || this == REPAID || this == REVIVED;
        }
    }

    /** What it takes off the debt; negative where it adds to it. */
    public Money less() {
        return kind.isMore() ? amount.negated() : amount;
    }
}
