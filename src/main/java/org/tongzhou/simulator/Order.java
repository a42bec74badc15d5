package org.tongzhou.simulator;

import java.time.LocalDate;
import java.util.List;

/** A payment message as the bank took it in. */
record Order(String msgId, String hash, String debtorAccount, LocalDate day, List<Payment> payments) {
    Order {
        payments = List.copyOf(payments);
    }

    record Payment(String endToEnd, long fen, String name, String account, String bank) {}

    long totalFen() {
        return payments.stream().mapToLong(Payment::fen).sum();
    }
}
