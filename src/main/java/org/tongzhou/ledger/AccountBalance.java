package org.tongzhou.ledger;

import org.tongzhou.kernel.Money;

/** Sums over the lines of one account: both sums are positive or zero, {@code balance} = debits − credits. */
public record AccountBalance(Account account, Money debits, Money credits) {
    public Money balance() {
        return debits.minus(credits);
    }
}
