package org.tongzhou.contribution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * What became of one line. {@code applied} went to the bill; {@code outstanding} is what the bill still lacks now;
 * {@code line} counts from 1 in the file as uploaded.
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
        Money outstanding) {}
