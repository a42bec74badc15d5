package org.tongzhou.recovery;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/** What made a debt less, or more again, and by how much; {@code cause} is what it came of, {@code why} what was said of it. */
public record RecoveryEntry(
        long id,
        Kind kind,
        String cause,
        Money amount,
        LocalDate day,
        @Nullable String why) {
    RecoveryEntry(long id, Kind kind, String cause, Money amount, LocalDate day) {
        this(id, kind, cause, amount, day, null);
    }

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

    /** A repayment noted by hand and taken back, for the reason given. */
    public boolean isUnnoted() {
        return kind == Kind.TAKEN_BACK && cause.startsWith(HandNotes.UNNOTED);
    }

    /** What it takes off the debt; negative where it adds to it. */
    public Money less() {
        return kind.isMore() ? amount.negated() : amount;
    }
}
