package org.tongzhou.ledger.web;

import java.util.List;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.AccountBalance;
import org.tongzhou.ledger.Journal;

/** The trial balance of a territory and its newest journals; only those of the {@code whole} fund have all their lines inside. */
public record TrialBalancePage(List<AccountBalance> accounts, List<Journal> newest, boolean whole) {
    public Money debits() {
        return accounts.stream().map(AccountBalance::debits).reduce(Money.ZERO, Money::plus);
    }

    public Money credits() {
        return accounts.stream().map(AccountBalance::credits).reduce(Money.ZERO, Money::plus);
    }

    public Money debitBalances() {
        return accounts.stream()
                .map(AccountBalance::balance)
                .filter(Money::isPositive)
                .reduce(Money.ZERO, Money::plus);
    }

    public Money creditBalances() {
        return accounts.stream()
                .map(account -> account.balance().negated())
                .filter(Money::isPositive)
                .reduce(Money.ZERO, Money::plus);
    }

    public Money difference() {
        return debits().minus(credits());
    }
}
