package org.tongzhou.payment;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;

/** Payouts, each released by two people in the same instant: one of the two is refused. */
final class SimultaneousReleases {
    private static final int SECONDS = 60;

    private final Batches batches;
    private final Actor maker;
    private final List<Actor> checkers;
    private final Instant now;

    SimultaneousReleases(Batches batches, Actor maker, List<Actor> checkers, Instant now) {
        this.batches = batches;
        this.maker = maker;
        this.checkers = checkers;
        this.now = now;
    }

    record Tally(int done, int refused) {}

    /** {@code instruct} orders the payment of a number. */
    Tally run(int payouts, IntConsumer instruct) throws Exception {
        ExecutorService desks = Executors.newFixedThreadPool(2);
        int done = 0;
        try {
            for (int i = 0; i < payouts; i++) {
                instruct.accept(i);
                BatchId id = batches.draft(maker, Wanted.atMost(1), now);
                String hash = batches.get(maker, id).hash();
                CyclicBarrier together = new CyclicBarrier(2);
                Future<Boolean> one = desks.submit(release(checkers.get(0), id, hash, together));
                Future<Boolean> two = desks.submit(release(checkers.get(1), id, hash, together));
                done += one.get(SECONDS, TimeUnit.SECONDS) ? 1 : 0;
                done += two.get(SECONDS, TimeUnit.SECONDS) ? 1 : 0;
            }
        } finally {
            desks.shutdownNow();
        }
        return new Tally(done, 2 * payouts - done);
    }

    private Callable<Boolean> release(Actor checker, BatchId id, String hash, CyclicBarrier together) {
        return () -> {
            together.await(SECONDS, TimeUnit.SECONDS);
            try {
                batches.release(checker, id, hash, now);
                return true;
            } catch (Refusal second) {
                return false;
            }
        };
    }
}
