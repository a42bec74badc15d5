package org.tongzhou.payment;

import java.util.List;
import org.tongzhou.kernel.Money;

/** How many approved payments wait for a batch, and their sum, by the payees' banks. */
public record Payable(List<OfBank> banks) {
    public Payable {
        banks = List.copyOf(banks);
    }

    /** What waits for payees of one bank; the name is empty where the bank is not known. */
    public record OfBank(String bank, int payments, Money total) {}

    public int payments() {
        return banks.stream().mapToInt(OfBank::payments).sum();
    }

    public Money total() {
        return banks.stream().map(OfBank::total).reduce(Money.ZERO, Money::plus);
    }
}
