package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Shares;

/** What a unit owes for one submission, shared by payer. {@code paidOn} is the day it was matched in full, {@code raisedBy} who enrolled. */
public record Bill(
        BillId id,
        UnitId unit,
        String unitPath,
        String unitName,
        SubmissionId submission,
        int people,
        String reference,
        Shares shares,
        Money received,
        @Nullable LocalDate paidOn,
        PersonId raisedBy,
        Instant raisedAt) {
    /** How much of a bill has come in. */
    public enum State {
        DUE,
        PART,
        PAID
    }

    public Money total() {
        return shares.total();
    }

    public Money outstanding() {
        return total().minus(received);
    }

    /** The bill after so much more has come in; the day is set by the books alone. */
    Bill receiving(Money amount) {
        return new Bill(
                id,
                unit,
                unitPath,
                unitName,
                submission,
                people,
                reference,
                shares,
                received.plus(amount),
                paidOn,
                raisedBy,
                raisedAt);
    }

    public State state() {
        if (outstanding().isZero()) {
            return State.PAID;
        }
        return received.isPositive() ? State.PART : State.DUE;
    }
}
