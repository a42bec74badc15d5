package org.tongzhou.contribution;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * One line of a bank file, read and checked. The amount is positive; {@code account} is the payer's, {@code original} the
 * serial number of the credit that a return takes back, where the bank names them; {@code isCredit}: the balance grew;
 * {@code otherNames} are numbers under which the books may hold it too.
 */
record BankLine(
        int line,
        String serial,
        LocalDate valueDate,
        Money amount,
        Direction direction,
        String payer,
        @Nullable String account,
        String remark,
        @Nullable String original,
        boolean isCredit,
        Names otherNames) {
    /** Of the whole booking that the line is a part of, and what an earlier reading named the line alone. */
    record Names(@Nullable String whole, @Nullable String earlier) {
        static final Names NONE = new Names(null, null);
    }

    /** The number of the booking that it is a part of. */
    Optional<String> whole() {
        return Optional.ofNullable(otherNames.whole());
    }

    Optional<String> earlierName() {
        return Optional.ofNullable(otherNames.earlier());
    }

    /** The same as money that came in, whatever its words say. */
    BankLine comingIn() {
        return new BankLine(
                line, serial, valueDate, amount, Direction.IN, payer, account, remark, original, isCredit, otherNames);
    }

    enum Direction {
        /** Came in; a fee as far as anybody knows. */
        IN,
        /** A credit taken back by the bank. */
        RETURN,
        /** Went out, or came back from a payment of ours. */
        OTHER
    }
}
