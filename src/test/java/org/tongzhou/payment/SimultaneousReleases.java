package org.tongzhou.payment;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.SealedPayouts.Sealed;

/** Payouts, each released by two people in the same instant: one of the two is refused. */
final class SimultaneousReleases {
    private static final int SECONDS = 60;

    private final Batches batches;
    private final List<Actor> checkers;

    SimultaneousReleases(Batches batches, Actor one, Actor other) {
        this.batches = batches;
        this.checkers = List.of(one, other);
    }

    record Tally(int done, int refused) {
        Tally plus(Tally other) {
            return new Tally(done + other.done, refused + other.refused);
        }
    }

    Tally run(List<Sealed> sealed, Instant now) throws Exception {
        ExecutorService desks = Executors.newFixedThreadPool(checkers.size());
        CyclicBarrier sameInstant = new CyclicBarrier(checkers.size());
        try {
            int done = 0;
            for (Future<Integer> each : desks.invokeAll(checkers.stream()
                    .map(checker -> releases(checker, sealed, now, sameInstant))
                    .toList())) {
                done += each.get();
            }
            return new Tally(done, checkers.size() * sealed.size() - done);
        } finally {
            desks.shutdownNow();
        }
    }

    private Callable<Integer> releases(Actor checker, List<Sealed> sealed, Instant now, CyclicBarrier sameInstant) {
        return () -> {
            int done = 0;
            for (Sealed each : sealed) {
                sameInstant.await(SECONDS, TimeUnit.SECONDS);
                done += release(checker, each, now) ? 1 : 0;
            }
            return done;
        };
    }

    private boolean release(Actor checker, Sealed batch, Instant now) {
        try {
            batches.release(checker, batch.id(), batch.hash(), now);
            return true;
        } catch (Refusal second) {
            if (!Objects.equals(second.code(), "payment_batch_not_sealed")) {
                throw second;
            }
            return false;
        }
    }
}
