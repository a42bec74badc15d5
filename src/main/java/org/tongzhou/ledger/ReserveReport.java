package org.tongzhou.ledger;

import org.tongzhou.kernel.Money;

/** What became of the reserve in some months; {@code free} is the balance at the end that is not set aside. */
public record ReserveReport(Money opening, Money setAside, Money setFree, Money closing, Money free) {
    /** From the turnovers of the reserve and what belongs to the fund at the end. */
    static ReserveReport of(Turnovers reserve, Money balance) {
        Money closing = reserve.sum(Turnover::closing).negated();
        return new ReserveReport(
                reserve.sum(Turnover::opening).negated(),
                reserve.sum(Turnover::credits),
                reserve.sum(Turnover::debits),
                closing,
                balance.minus(closing));
    }
}
