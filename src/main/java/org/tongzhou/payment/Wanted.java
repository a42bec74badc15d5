package org.tongzhou.payment;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a batch is to hold: payees of one bank or, when {@code bank} is empty, of all; for a value day or the next one that
 * the bank still takes; at most so many payments.
 */
public record Wanted(String bank, @Nullable LocalDate valueDay, int atMost) {
    /** One message that a bank still takes in one piece. */
    static final int MOST_PAYMENTS = 20_000;

    public Wanted {
        if (atMost < 1 || atMost > MOST_PAYMENTS) {
            throw new IllegalArgumentException("payments of a batch: " + atMost);
        }
    }

    /** All that may be paid, as soon as may be. */
    public static Wanted all() {
        return new Wanted("", null, MOST_PAYMENTS);
    }

    public static Wanted atMost(int payments) {
        return new Wanted("", null, payments);
    }
}
