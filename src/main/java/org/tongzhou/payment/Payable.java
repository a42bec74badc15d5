package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * How many approved payments wait for a batch, and their sum, by the payees' banks; those whose account is too new for one, and those
 * that wait until a person has looked at what they were ordered on.
 */
public record Payable(List<OfBank> banks, Later later, Doubted doubted) {
    public Payable {
        banks = List.copyOf(banks);
    }

    /** What waits for payees of one bank; the name is empty where the bank is not known. */
    public record OfBank(String bank, int payments, Money total) {}

    /** What has to wait until a changed account may be paid to, and the first day of it; null where nothing waits. */
    public record Later(int payments, Money total, @Nullable LocalDate first) {}

    /** What must wait since its cause is in doubt. */
    public record Doubted(int payments, Money total) {}

    public int payments() {
        return banks.stream().mapToInt(OfBank::payments).sum();
    }

    public Money total() {
        return banks.stream().map(OfBank::total).reduce(Money.ZERO, Money::plus);
    }
}
