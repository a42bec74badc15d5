package org.tongzhou.payment.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.Batch;
import org.tongzhou.payment.BatchId;
import org.tongzhou.payment.Batches;
import org.tongzhou.shell.Allowed;

/** Payment batches for programs, to be read; making and releasing one is for two people at their desks. */
@RestController
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR})
class PaymentApi {
    private final Batches batches;

    PaymentApi(Batches batches) {
        this.batches = batches;
    }

    /** A batch with how many payments of it stand where. */
    record BatchState(
            long id,
            String number,
            String state,
            @JsonProperty("execution_day") LocalDate executionDay,
            int payments,
            @JsonProperty("total_fen") long totalFen,
            String hash,
            @JsonProperty("released_at") @Nullable Instant releasedAt,
            List<Tally> tallies) {
        static BatchState of(Batch batch) {
            return new BatchState(
                    batch.id().value(),
                    batch.number(),
                    batch.state().name(),
                    batch.executionDay(),
                    batch.payments(),
                    batch.total().fen(),
                    batch.hash(),
                    batch.released() == null ? null : batch.released().at(),
                    batch.tallies().stream().map(Tally::of).toList());
        }
    }

    /** Payments of one state and plan. */
    record Tally(
            String state,
            String plan,
            int payments,
            @JsonProperty("amount_fen") long amountFen) {
        static Tally of(Batch.Tally tally) {
            return new Tally(
                    tally.state().name(),
                    tally.plan(),
                    tally.payments(),
                    tally.amount().fen());
        }
    }

    /** Newest first, 12 at a time; {@code after} the last one's id it goes on. */
    @GetMapping("/api/payments/batches")
    List<BatchState> paymentBatches(Actor actor, @RequestParam(defaultValue = "") String after) {
        return batches.newest(actor, after).items().stream().map(BatchState::of).toList();
    }

    @GetMapping("/api/payments/batches/{id}")
    BatchState paymentBatch(Actor actor, @PathVariable long id) {
        return BatchState.of(batches.get(actor, new BatchId(id)));
    }
}
