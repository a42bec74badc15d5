package org.tongzhou.contribution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.SentBack;
import org.tongzhou.recovery.Repayments;

/**
 * What became of one line. {@code applied} went to the bill; {@code outstanding} is what the bill still lacks now;
 * {@code line} counts from 1 in the file as uploaded; {@code cameBack} is what was found of a credit that says it came back, {@code noted}
 * what somebody noted by hand under its number.
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
        SentBack.@Nullable Told cameBack,
        Repayments.@Nullable Noted noted) {
    /** Of a line that is of no credit of ours: nothing went anywhere. */
    static CreditOutcome of(BankLine line, Outcome outcome) {
        return of(line, outcome, null, null, Money.ZERO);
    }

    static CreditOutcome of(
            BankLine line, Outcome outcome, @Nullable CreditId credit, @Nullable Bill now, Money applied) {
        return made(line, outcome, credit, now, applied, null, null);
    }

    static CreditOutcome held(BankLine line, OtherNames.Held held) {
        return made(line, held.outcome(), held.credit(), null, Money.ZERO, null, held.noted());
    }

    static CreditOutcome cameBack(BankLine line, SentBack.Told told) {
        return made(line, Outcome.of(told.finding()), null, null, Money.ZERO, told, null);
    }

    private static CreditOutcome made(
            BankLine line,
            Outcome outcome,
            @Nullable CreditId credit,
            @Nullable Bill now,
            Money applied,
            SentBack.@Nullable Told cameBack,
            Repayments.@Nullable Noted noted) {
        return new CreditOutcome(
                line.line(),
                line.serial(),
                line.amount(),
                line.valueDate(),
                line.payer(),
                outcome,
                applied,
                credit,
                now == null ? null : now.id(),
                now == null ? null : now.reference(),
                now == null ? null : now.unitName(),
                now == null ? Money.ZERO : now.outstanding(),
                cameBack,
                noted);
    }
}
