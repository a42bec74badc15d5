package org.tongzhou.payment.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.Batch;
import org.tongzhou.payment.InstructionState;

/** How far a batch has come: its steps, what of it is paid, came back and is on its way, and what is booked for it. */
public record BatchFigures(Batch batch) {
    private static final InstructionState[] BACK = {InstructionState.REJECTED, InstructionState.RETURNED};
    private static final InstructionState[] OUT = {
        InstructionState.BATCHED,
        InstructionState.SEALED,
        InstructionState.RELEASED,
        InstructionState.SENT,
        InstructionState.UNKNOWN
    };

    static boolean isBack(InstructionState state) {
        return List.of(BACK).contains(state);
    }

    /** How many of the six steps are behind the batch; the next one is in hand. */
    public int stepsDone() {
        return switch (batch.state()) {
            case DRAFT, DISCARDED -> 0;
            case SEALED -> 1;
            case RELEASED, SENT, UNKNOWN -> 2;
            case ACCEPTED -> 3;
            case SETTLED -> awaitsBook() == 0 ? 6 : 4;
        };
    }

    /** Paid payments that do not yet stand in the bank's book. */
    public int awaitsBook() {
        return batch.tallies().stream()
                .filter(tally -> tally.state() == InstructionState.PAID)
                .mapToInt(tally -> tally.payments() - tally.inBankBook())
                .sum();
    }

    public int paid() {
        return batch.count(InstructionState.PAID);
    }

    public int back() {
        return batch.count(BACK);
    }

    public int waiting() {
        return batch.count(OUT);
    }

    public Money paidSum() {
        return batch.sum(InstructionState.PAID);
    }

    public Money backSum() {
        return batch.sum(BACK);
    }

    public Money waitingSum() {
        return batch.sum(OUT);
    }

    /** Weights of the bar, by tone. */
    public Map<String, Long> parts() {
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("good", paidSum().fen());
        parts.put("bad", backSum().fen());
        parts.put("info", waitingSum().fen());
        return parts;
    }

    public Voucher voucher() {
        return Voucher.of(batch);
    }

    public List<String> plans() {
        return batch.tallies().stream()
                .map(Batch.Tally::plan)
                .distinct()
                .sorted()
                .toList();
    }
}
