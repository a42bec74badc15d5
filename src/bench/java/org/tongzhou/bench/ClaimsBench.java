package org.tongzhou.bench;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.tongzhou.Tongzhou;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.ClaimWork;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestGround;

/**
 * {@code ./bench claims [--claims N] [--direct N] [--at-once 1,4,16,64] [--pairs P] [--warm N]}: claims sent in and decided, then approved by county, city and
 * province to the order of payment, each step a transaction of its own, through the service layer and through the forms over
 * HTTP, at 1, 4, 16 and 64 at once, on a server that is warm; and benefits
 * that are paid without asking. Beside them in turn the transactions of TPC-B, as many at once, on the same server: by {@code
 * pgbench} where it is installed.
 */
final class ClaimsBench {
    private static final int SECONDS = 3;
    private static final double MILLIS = 1e6;

    /** Claims filed and approved each way before anything is measured, at most: a server that has run for a while is what people meet. */
    private static final int WARM = 30_000;

    private static final int RESTED_SECONDS = 30;

    private final TpcB tpcB;
    private final DatabaseSettings settings;
    private final ClaimWork work;
    private final ClaimForms forms;
    private final int count;

    private ClaimsBench(ConfigurableApplicationContext house, int count) throws Exception {
        this.tpcB = new TpcB(house.getBean(DataSource.class));
        this.settings = house.getBean(DatabaseSettings.class);
        this.work = ClaimWork.ofStrangers(house);
        this.forms = new ClaimForms(house, work);
        this.count = count;
    }

    static void run(String[] args) throws Exception {
        Given given = Given.of(args, "claims", "direct", "at-once", "pairs", "warm");
        int count = given.count("claims", 1600);
        int pairs = given.count("pairs", 5);
        try (ConfigurableApplicationContext house = new SpringApplicationBuilder(Tongzhou.class, TestGround.class)
                .profiles("test")
                .run("--server.port=0", "--tongzhou.jobs=false", "--tongzhou.database=given")) {
            ClaimsBench bench = new ClaimsBench(house, count);
            bench.warm((int) given.number("warm", WARM, 0, Integer.MAX_VALUE));
            bench.tellTrips();
            for (int atOnce : given.counts("at-once", "1,4,16,64")) {
                bench.pairs("claims", atOnce, pairs, () -> bench.byDoors(atOnce));
                bench.pairs("claims.http", atOnce, pairs, () -> bench.byForms(atOnce));
            }
            bench.withoutAsking(pairs, given.count("direct", 2000));
            Pairs.say("# in the database afterwards: %s", bench.work.sums());
        }
    }

    private void warm(int claims) throws Exception {
        WarmUp.until(RESTED_SECONDS, claims / count, () -> {
            byDoors(16).say("# warming up, by doors");
            byForms(16).say("# warming up, by forms");
            work.announce(count);
            Pairs.say("# warming up, %d paid without asking", work.settle());
        });
    }

    /** What one claim says to the database, so that its figure can be judged. */
    private void tellTrips() throws Exception {
        ClaimWork.Ready draft = work.drafts(1).get(0);
        ClaimId[] claim = new ClaimId[1];
        List<RoundTrips.Trip> filing = RoundTrips.of(() -> claim[0] = work.file(draft));
        List<RoundTrips.Trip> approval = RoundTrips.of(() -> work.approve(claim[0], 0));
        Pairs.say("# round trips: %d for a filing, %d for an approval", filing.size(), approval.size());
        filing.forEach(trip -> Pairs.say(
                "#   %5.2f ms %s",
                trip.nanos() / MILLIS,
                trip.brief().substring(0, Math.min(100, trip.brief().length()))));
    }

    /** Claims filed, and the three approvals of each. */
    private record Steps(AtOnce.Run filed, AtOnce.Run approved) {
        void say(String of) {
            Pairs.say(
                    "%s: filed %.0f/s, p50 %.1f ms, p99 %.1f ms, approvals %.0f/s, p50 %.1f ms, p99 %.1f ms",
                    of,
                    filed.rate(),
                    filed.percentile(50),
                    filed.percentile(99),
                    approved.rate(),
                    approved.percentile(50),
                    approved.percentile(99));
        }
    }

    private interface Measured {
        Steps take() throws Exception;
    }

    private void pairs(String name, int atOnce, int pairs, Measured measured) throws Exception {
        double[] limits = new double[pairs];
        double[] filings = new double[pairs];
        double[] approvals = new double[pairs];
        for (int i = -1; i < pairs; i++) {
            double limit = tpcB(atOnce);
            Steps steps = measured.take();
            steps.say(String.format("# %s, %d at once, TPC-B %.0f/s", name, atOnce, limit));
            if (i >= 0) {
                limits[i] = limit;
                filings[i] = steps.filed().rate();
                approvals[i] = steps.approved().rate();
            }
        }
        Pairs.report(name + ".filed." + atOnce, limits, filings);
        Pairs.report(name + ".approval." + atOnce, limits, approvals);
    }

    private Steps byDoors(int atOnce) throws Exception {
        List<ClaimWork.Ready> drafts = work.drafts(count);
        ClaimId[] claims = new ClaimId[count];
        AtOnce.Run filed = AtOnce.of(atOnce, count, thread -> n -> claims[n] = work.file(drafts.get(n)));
        return new Steps(filed, levels(atOnce, level -> thread -> n -> work.approve(claims[n], level)));
    }

    private Steps byForms(int atOnce) throws Exception {
        List<ClaimForms.Ready> drafts = forms.ready(work.drafts(count));
        List<Wire> wires =
                IntStream.range(0, atOnce).mapToObj(thread -> forms.wire()).toList();
        AtOnce.Run filed = AtOnce.of(atOnce, count, thread -> n -> forms.file(wires.get(thread), drafts.get(n)));
        long[] claims = forms.claims(drafts);
        AtOnce.Run approved =
                levels(atOnce, level -> thread -> n -> forms.approve(wires.get(thread), claims[n], level));
        for (Wire wire : wires) {
            wire.close();
        }
        return new Steps(filed, approved);
    }

    /** All claims through the county, then the city, then the province. */
    private AtOnce.Run levels(int atOnce, IntFunction<IntFunction<AtOnce.Step>> approve) throws Exception {
        AtOnce.Run county = AtOnce.of(atOnce, count, approve.apply(0));
        AtOnce.Run city = AtOnce.of(atOnce, count, approve.apply(1));
        AtOnce.Run province = AtOnce.of(atOnce, count, approve.apply(2));
        return county.and(city).and(province);
    }

    /** Beside one at a time, and beside as many at once as lanes pay them. */
    private void withoutAsking(int pairs, int announced) throws Exception {
        double[] alone = new double[pairs];
        double[] together = new double[pairs];
        double[] rates = new double[pairs];
        for (int i = -1; i < pairs; i++) {
            work.announce(announced);
            double one = tpcB(1);
            double lanes = tpcB(ClaimWork.LANES);
            long from = System.nanoTime();
            int settled = work.settle();
            double rate = settled / ((System.nanoTime() - from) / 1e9);
            Pairs.say("# TPC-B %.0f/s, %.0f/s, %d paid without asking, %.0f/s", one, lanes, settled, rate);
            if (i >= 0) {
                alone[i] = one;
                together[i] = lanes;
                rates[i] = rate;
            }
        }
        Pairs.report("claims.without_asking.1", alone, rates);
        Pairs.report("claims.without_asking." + ClaimWork.LANES, together, rates);
    }

    private double tpcB(int atOnce) throws Exception {
        var rate = TpcB.pgbench(settings, atOnce, SECONDS);
        return rate.isPresent() ? rate.get() : tpcB.rate(atOnce, SECONDS);
    }
}
