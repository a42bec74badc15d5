package org.tongzhou.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Many pieces of work by some threads, each taking the next piece when it is done with one. */
final class AtOnce {
    private static final double MILLIS = 1e6;

    private AtOnce() {}

    /** What a thread does with a piece, by the piece's number. */
    interface Step {
        void run(int piece) throws Exception;
    }

    /** How long each took, in nanoseconds, and all of them together. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Run(long[] sorted, double seconds) {
        double rate() {
            return sorted.length / seconds;
        }

        Run and(Run other) {
            long[] both = LongStream.concat(Arrays.stream(sorted), Arrays.stream(other.sorted))
                    .sorted()
                    .toArray();
            return new Run(both, seconds + other.seconds);
        }

        double percentile(int percent) {
            return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / MILLIS;
        }
    }

    /** {@code work} gives each thread, by its number, what it does with a piece. */
    static Run of(int threads, int pieces, IntFunction<Step> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            AtomicInteger next = new AtomicInteger();
            long[] took = new long[pieces];
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> running = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(thread -> pool.submit(() -> {
                        Step step = work.apply(thread);
                        start.await();
                        for (int n = next.getAndIncrement(); n < pieces; n = next.getAndIncrement()) {
                            long from = System.nanoTime();
                            step.run(n);
                            took[n] = System.nanoTime() - from;
                        }
                        return null;
                    }))
                    .toList();
            long from = System.nanoTime();
            start.countDown();
            for (Future<?> each : running) {
                each.get();
            }
            double seconds = (System.nanoTime() - from) / 1e9;
            Arrays.sort(took);
            return new Run(took, seconds);
        } finally {
            pool.shutdownNow();
        }
    }
}
