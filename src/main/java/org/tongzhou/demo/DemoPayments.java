package org.tongzhou.demo;

import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.payment.Batch;
import org.tongzhou.payment.BatchId;
import org.tongzhou.payment.Batches;
import org.tongzhou.payment.InstructionState;

/** One person makes a batch, another releases it, the bank answers. */
@Component
@Profile("demo")
class DemoPayments {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Batches batches;
    private final DemoCast cast;
    private final DemoClock clock;

    DemoPayments(Batches batches, DemoCast cast, DemoClock clock) {
        this.batches = batches;
        this.cast = cast;
        this.clock = clock;
    }

    /** Pays all that is approved and waits until the bank has said the last word on each. */
    Batch pay() {
        Actor maker = cast.as("finance.maker");
        BatchId id = batches.draft(maker, clock.now());
        Batch sealed = batches.get(maker, id);
        clock.moveTo(sealed.executionDay());
        batches.release(cast.as("finance.checker"), id, sealed.hash(), clock.now());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Batch batch = batches.get(maker, id);
        while (!isAnswered(batch) && System.nanoTime() < deadline) {
            pause();
            batch = batches.get(maker, id);
        }
        return batch;
    }

    private static boolean isAnswered(Batch batch) {
        return batch.count(InstructionState.PAID, InstructionState.REJECTED, InstructionState.RETURNED)
                == batch.payments();
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
