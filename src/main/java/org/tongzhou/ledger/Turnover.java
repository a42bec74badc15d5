package org.tongzhou.ledger;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tongzhou.kernel.Money;

/** What stood on an account of one plan before a time, and what moved on it in that time; {@code opening} is debits − credits. */
public record Turnover(Account account, String plan, Money opening, Money debits, Money credits) {
    public Money movement() {
        return debits.minus(credits);
    }

    public Money closing() {
        return opening.plus(movement());
    }

    /** Months from the first to the last, both inside. */
    public record Months(YearMonth first, YearMonth last) {
        public Months {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException(first + " to " + last);
            }
        }

        public long count() {
            return ChronoUnit.MONTHS.between(first, last) + 1;
        }

        /** Those of them that are over in a month; empty when even the first is not. */
        Optional<Months> overIn(YearMonth now) {
            YearMonth latest = last.isBefore(now) ? last : now.minusMonths(1);
            return latest.isBefore(first) ? Optional.empty() : Optional.of(new Months(first, latest));
        }
    }
}
