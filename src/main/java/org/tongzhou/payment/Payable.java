package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/** How many approved payments wait for a batch, and their sum, by the payees' banks; and those whose account is too new for one. */
public record Payable(List<OfBank> banks, Later later) {
    public Payable {
        banks = List.copyOf(banks);
    }

    /** What waits for payees of one bank; the name is empty where the bank is not known. */
    public record OfBank(String bank, int payments, Money total) {}

    /** What has to wait until a changed account may be paid to, and the first day of it; null where nothing waits. */
    public record Later(int payments, Money total, @Nullable LocalDate first) {}

    public int payments() {
        return banks.stream().mapToInt(OfBank::payments).sum();
    }

    public Money total() {
        return banks.stream().map(OfBank::total).reduce(Money.ZERO, Money::plus);
    }
}
