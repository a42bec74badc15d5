package org.tongzhou.payment;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Canonical;
import org.tongzhou.kernel.FundId;

/** Writes down that a batch is sent, in a transaction that commits before any byte leaves. */
@Component
class Sends {
    private final BatchStore batches;
    private final InstructionStore instructions;
    private final InstructionEventStore history;
    private final BatchContent content;

    Sends(BatchStore batches, InstructionStore instructions, InstructionEventStore history, BatchContent content) {
        this.batches = batches;
        this.instructions = instructions;
        this.history = history;
        this.content = content;
    }

    /** The message that may leave once this has committed; a second sending has the bytes of the first. */
    byte[] mark(FundId fund, BatchRow batch, Instant now) {
        byte[] message = content.message(fund, batch);
        byte[] hash = new Canonical("payment.file/1").bytes(message).digest();
        if (batch.message().hash() != null && !Arrays.equals(batch.message().hash(), hash)) {
            throw new IllegalStateException("batch " + batch.number() + " would be sent with other bytes than before");
        }
        batches.sending(fund, batch.batchId(), hash);
        List<Long> ids = instructions.inBatch(fund, batch.batchId()).stream()
                .map(InstructionRow::id)
                .toList();
        history.move(fund, ids, Move.to(InstructionState.SENT, now).in(batch.id()));
        return message;
    }

    /** No word, or no word that can be used: from here only an answer about this very message leads on. */
    void doubt(FundId fund, BatchRow batch, Instant now) {
        batches.move(fund, batch.batchId(), BatchState.UNKNOWN);
        history.move(
                fund,
                waiting(fund, batch.batchId(), InstructionState.SENT),
                Move.to(InstructionState.UNKNOWN, now).in(batch.id()));
    }

    /** Nobody has had a last word on any payment of the batch. */
    boolean areAllWaiting(FundId fund, BatchRow batch) {
        return instructions.inBatch(fund, batch.batchId()).stream()
                .allMatch(row -> row.state().isWaiting());
    }

    List<Long> waiting(FundId fund, BatchId batch, InstructionState state) {
        return instructions.inBatch(fund, batch).stream()
                .filter(row -> row.state() == state)
                .map(InstructionRow::id)
                .toList();
    }
}
