package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * A batch for people: {@code number} is the day and a count, {@code hash} (hex) what its content was sealed with and what
 * a release is bound to, {@code bankDay} the day the bank is asked for (later than the batch's own when released too late
 * for it), {@code bank} empty when payees of all banks are in it, {@code tallies} how many payments stand where; names are masked.
 */
public record Batch(
        BatchId id,
        String number,
        LocalDate executionDay,
        LocalDate bankDay,
        String bank,
        int payments,
        Money total,
        String hash,
        BatchState state,
        Signed made,
        @Nullable Signed released,
        boolean needsConsent,
        @Nullable Signed agreed,
        String msgId,
        String fileName,
        List<Tally> tallies) {
    public Batch {
        tallies = List.copyOf(tallies);
    }

    /** Payments of one state, purpose and plan; {@code inBankBook} of them stand in the bank's book. */
    public record Tally(
            InstructionState state, Purpose purpose, String plan, int payments, Money amount, int inBankBook) {}

    public int count(InstructionState... states) {
        return tallies.stream()
                .filter(tally -> List.of(states).contains(tally.state()))
                .mapToInt(Tally::payments)
                .sum();
    }

    public Money sum(InstructionState... states) {
        return tallies.stream()
                .filter(tally -> List.of(states).contains(tally.state()))
                .map(Tally::amount)
                .reduce(Money.ZERO, Money::plus);
    }
}
