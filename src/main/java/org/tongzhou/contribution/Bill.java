package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;

/**
 * What is owed for one submission, part by part. {@code agreement} is how its fees are shared, as of the day it was raised;
 * cover starts once {@code startsAt} is in, which is the total unless instalments are agreed.
 */
public record Bill(
        BillId id,
        UnitId unit,
        String unitPath,
        String unitName,
        SubmissionId submission,
        int people,
        String reference,
        FeeShares agreement,
        List<BillPart> parts,
        Money startsAt,
        BillDays days,
        PersonId raisedBy,
        Instant raisedAt) {
    public Bill {
        parts = List.copyOf(parts);
    }

    /** How much of a bill has come in, beyond what subsidies paid; or that nobody wants it any more. */
    public enum State {
        DUE,
        PART,
        PAID,
        CANCELLED
    }

    public Money total() {
        return amountOf(part -> true);
    }

    /** What has come in, with what subsidies paid. */
    public Money received() {
        return parts.stream().map(BillPart::received).reduce(Money.ZERO, Money::plus);
    }

    /** What subsidy programmes pay. */
    public Money subsidised() {
        return amountOf(part -> part.payer() == null);
    }

    /** What payers transfer: the total without subsidies. */
    public Money toTransfer() {
        return total().minus(subsidised());
    }

    /** What one payer owes; zero for who pays nothing. */
    public Money of(Payer payer) {
        return amountOf(part -> part.payer() == payer);
    }

    private Money amountOf(Predicate<BillPart> which) {
        return parts.stream().filter(which).map(BillPart::amount).reduce(Money.ZERO, Money::plus);
    }

    public Money outstanding() {
        return total().minus(received());
    }

    public State state() {
        if (days.cancelledOn() != null) {
            return State.CANCELLED;
        }
        if (outstanding().isZero()) {
            return State.PAID;
        }
        return received().compareTo(subsidised()) > 0 ? State.PART : State.DUE;
    }

    /** Waits for money. */
    public boolean isOpen() {
        return state() == State.DUE || state() == State.PART;
    }

    /** Enough is in for the cover, which nothing has started yet. */
    boolean startsCover() {
        return days.coveredOn() == null
                && days.cancelledOn() == null
                && received().compareTo(startsAt) >= 0;
    }

    /** The bill after so much more has come in; days are set by the books alone. */
    Bill receiving(List<PartMoney> more) {
        return copy(new Filling(parts).with(more), people, startsAt, days);
    }

    /** The bill over the people who are left, nothing yet matched to it; over nobody it is cancelled. */
    Bill over(List<BillPart> less, int left, LocalDate today) {
        Money total = less.stream().map(BillPart::amount).reduce(Money.ZERO, Money::plus);
        boolean open = less.stream().anyMatch(part -> part.outstanding().isPositive());
        return copy(less, left, total, left == 0 ? days.cancelled(today) : days.paid(open ? null : today));
    }

    private Bill copy(List<BillPart> other, int count, Money starts, BillDays then) {
        return new Bill(
                id,
                unit,
                unitPath,
                unitName,
                submission,
                count,
                reference,
                agreement,
                other,
                starts,
                then,
                raisedBy,
                raisedAt);
    }
}
