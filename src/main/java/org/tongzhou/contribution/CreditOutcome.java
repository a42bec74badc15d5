package org.tongzhou.contribution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.SentBack;

/**
 * What became of one line. {@code applied} went to the bill; {@code outstanding} is what the bill still lacks now;
 * {@code line} counts from 1 in the file as uploaded; {@code cameBack} is what was found of a credit that says it came back.
 */
public record CreditOutcome(
        int line,
        String serial,
        Money amount,
        LocalDate valueDate,
        String payer,
        Outcome outcome,
        Money applied,
        @Nullable CreditId credit,
        @Nullable BillId bill,
        @Nullable String reference,
        @Nullable String unitName,
        Money outstanding,
        SentBack.@Nullable Told cameBack) {
    static CreditOutcome cameBack(BankLine line, SentBack.Told told) {
        return new CreditOutcome(
                line.line(),
                line.serial(),
                line.amount(),
                line.valueDate(),
                line.payer(),
                Outcome.of(told.finding()),
                Money.ZERO,
                null,
                null,
                null,
                null,
                Money.ZERO,
                told);
    }
}
