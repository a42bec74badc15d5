package org.tongzhou.payment;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.iso.AccountNotice;

/**
 * A line of the bank's book as it stands in ours; {@code ours} is the payment of ours that it names, if it does; {@code isCsv}: it
 * was told by a csv, or is held against one, which has the day of booking where a message has the value day.
 */
record BankEntry(
        String ref,
        String kind,
        Money amount,
        @Nullable String ours,
        LocalDate valueDate,
        boolean isCsv,
        boolean isBesideAnother) {
    /** The days of booking and of value lie so far apart over the longest holidays. */
    static final int DAYS_APART = 10;

    /** As it stands to a csv, where it stood to a message. */
    BankEntry besideCsv() {
        return new BankEntry(ref, kind, amount, ours, valueDate, true, !isCsv);
    }

    /** Under one reference in one year, or about one payment: then all else must be the same too. */
    boolean isAlso(AccountNotice.Entry line) {
        return ref.equals(line.ref())
                && (valueDate.getYear() == line.valueDate().getYear()
                        || isOurs(line) && isOneWay(line)
                        || isOfAnotherDay(line) && saysTheSame(line));
    }

    boolean isTheSame(AccountNotice.Entry line) {
        return saysTheSame(line)
                && (valueDate.equals(line.valueDate()) || isCsv && isOurs(line) || isOfAnotherDay(line));
    }

    /** The same line about one payment of ours, on whichever day: a csv has the day of booking, a message the value day. */
    boolean isOfOnePayment(AccountNotice.Entry line) {
        return saysTheSame(line) && isOurs(line) && kind.equals(line.kind().name());
    }

    /** It was told as the debit, or as the return, of the payment that the line names. */
    boolean isOfItsPayment(AccountNotice.Entry line) {
        boolean in = line.kind() != AccountNotice.Kind.DEBIT;
        return isOurs(line) && (!in || kind.equals(AccountNotice.Kind.RETURN.name()));
    }

    /** One of the two is in a csv, and they do not name two payments, so that nothing but the day tells them apart. */
    private boolean isOfAnotherDay(AccountNotice.Entry line) {
        long apart = Math.abs(ChronoUnit.DAYS.between(valueDate, line.valueDate()));
        boolean nobodys = ours == null
                || line.endToEnd() == null
                || Ids.in(line.endToEnd()).isEmpty();
        return isBesideAnother && nobodys && apart <= DAYS_APART;
    }

    private boolean isOurs(AccountNotice.Entry line) {
        return ours != null && ours.equals(line.endToEnd());
    }

    private boolean saysTheSame(AccountNotice.Entry line) {
        return amount.equals(line.amount()) && isOneWay(line);
    }

    /** In or out: why something came in, one message may tell and another not. */
    private boolean isOneWay(AccountNotice.Entry line) {
        boolean out = kind.equals(AccountNotice.Kind.DEBIT.name());
        return out == (line.kind() == AccountNotice.Kind.DEBIT);
    }
}
