package org.tongzhou.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.tongzhou.Tongzhou;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.ClaimWork;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.testing.TestGround;

/**
 * {@code ./bench claims [--claims N] [--pairs P]}: claims sent in and decided, then approved by county, city and province to
 * the order of payment, each step a transaction of its own through the service layer, at 1, 4, 16 and 64 at once; and benefits
 * that are paid without asking. Beside them in turn the transactions of TPC-B, as many at once, on the same server: by {@code
 * pgbench} where it is installed.
 */
final class ClaimsBench {
    private static final int[] AT_ONCE = {1, 4, 16, 64};
    private static final int SECONDS = 3;
    private static final double MILLIS = 1e6;

    private final TpcB tpcB;
    private final DatabaseSettings settings;
    private final ClaimWork work;
    private final int count;

    private ClaimsBench(ConfigurableApplicationContext house, int count) throws Exception {
        this.tpcB = new TpcB(house.getBean(DataSource.class));
        this.settings = house.getBean(DatabaseSettings.class);
        this.work = new ClaimWork(house);
        this.count = count;
    }

    static void run(String[] args) throws Exception {
        Map<String, String> given = DataBench.options(args);
        int count = Integer.parseInt(given.getOrDefault("claims", "400"));
        int pairs = Integer.parseInt(given.getOrDefault("pairs", "5"));
        try (ConfigurableApplicationContext house = new SpringApplicationBuilder(Tongzhou.class, TestGround.class)
                .profiles("test")
                .run("--server.port=0", "--tongzhou.jobs=false", "--tongzhou.database=given")) {
            ClaimsBench bench = new ClaimsBench(house, count);
            for (int atOnce : AT_ONCE) {
                bench.steps(atOnce, pairs);
            }
            bench.withoutAsking(pairs);
            Pairs.say("# in the database afterwards: %s", bench.work.sums());
        }
    }

    /** The first pair warms up and is not counted. */
    private void steps(int atOnce, int pairs) throws Exception {
        double[] limits = new double[pairs];
        double[] filings = new double[pairs];
        double[] approvals = new double[pairs];
        for (int i = -1; i < pairs; i++) {
            double limit = tpcB(atOnce);
            List<ClaimWork.Ready> drafts = work.drafts(count);
            ClaimId[] claims = new ClaimId[count];
            Run filed = together(atOnce, count, n -> claims[n] = work.file(drafts.get(n)));
            double seconds = 0;
            for (int level = 0; level < 3; level++) {
                int at = level;
                seconds += together(atOnce, count, n -> work.approve(claims[n], at))
                        .seconds();
            }
            Pairs.say(
                    "# %d at once: TPC-B %.0f/s, filed %.0f/s, p50 %.1f ms, p99 %.1f ms, approvals %.0f/s",
                    atOnce, limit, filed.rate(), filed.percentile(50), filed.percentile(99), 3 * count / seconds);
            if (i >= 0) {
                limits[i] = limit;
                filings[i] = filed.rate();
                approvals[i] = 3 * count / seconds;
            }
        }
        Pairs.report("claims.filed." + atOnce, limits, filings);
        Pairs.report("claims.approval." + atOnce, limits, approvals);
    }

    private void withoutAsking(int pairs) throws Exception {
        double[] limits = new double[pairs];
        double[] rates = new double[pairs];
        for (int i = -1; i < pairs; i++) {
            double limit = tpcB(1);
            work.announce(count);
            long from = System.nanoTime();
            int settled = work.settle();
            double rate = settled / ((System.nanoTime() - from) / 1e9);
            Pairs.say("# TPC-B %.0f/s, %d paid without asking, %.0f/s", limit, settled, rate);
            if (i >= 0) {
                limits[i] = limit;
                rates[i] = rate;
            }
        }
        Pairs.report("claims.without_asking", limits, rates);
    }

    private double tpcB(int atOnce) throws Exception {
        var rate = TpcB.pgbench(settings, atOnce, SECONDS);
        return rate.isPresent() ? rate.get() : tpcB.rate(atOnce, SECONDS);
    }

    /** How long each took, in nanoseconds, and all of them together. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Run(long[] sorted, double seconds) {
        double rate() {
            return sorted.length / seconds;
        }

        double percentile(int percent) {
            return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / MILLIS;
        }
    }

    private static Run together(int atOnce, int count, IntConsumer work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(atOnce);
        try {
            AtomicInteger next = new AtomicInteger();
            long[] took = new long[count];
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> running = IntStream.range(0, atOnce)
                    .<Future<?>>mapToObj(thread -> pool.submit(() -> {
                        start.await();
                        for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                            long from = System.nanoTime();
                            work.accept(n);
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
