package org.tongzhou.payment.iso;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/** What a pain.001 says: one debtor account, one execution day, payments in CNY. Identifiers have 1–35 characters. */
public record CreditTransfer(
        PainVersion version,
        String msgId,
        Instant createdAt,
        LocalDate executionDay,
        Party debtor,
        List<Payment> payments) {
    public CreditTransfer {
        payments = List.copyOf(payments);
        if (payments.isEmpty()) {
            throw new IllegalArgumentException("no payments in " + msgId);
        }
    }

    /** A name, an account and the name of the bank that keeps it, where it is known. */
    public record Party(
            String name, String account, @Nullable String bankName) {}

    /** {@code endToEnd} is the instruction's stable id; it comes back on every answer. */
    public record Payment(String endToEnd, Money amount, Party creditor, String remittance) {}

    public Money total() {
        return payments.stream().map(Payment::amount).reduce(Money.ZERO, Money::plus);
    }
}
