package org.tongzhou.bench;

import java.sql.Connection;
import java.util.List;
import org.tongzhou.testing.TestDatabase;

/**
 * {@code ./bench adjudicate [claims]}: decisions a second on one core, for the reference province's mix, by the product's
 * engine, by Drools and by plain SQL; then a whole year decided anew with its reading and writing. All must agree to the fen.
 */
final class AdjudicateBench {
    private static final int CLAIMS = 200_000;
    private static final int PAIRS = 7;
    private static final long SEED = 20_250_101L;

    private AdjudicateBench() {}

    static void run(String[] args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : CLAIMS;
        List<ClaimMix.Flat> flat = ClaimMix.draw(count, SEED);
        List<ClaimMix.Put> put = flat.stream().map(ClaimMix::put).toList();
        List<RuleClaim> facts = RuleEngine.claims(flat);
        OwnEngine own = new OwnEngine();
        RuleEngine drools = new RuleEngine();
        try (Connection connection = TestDatabase.server().connect()) {
            SqlEngine sql = new SqlEngine(connection, flat);
            same(put, own, facts, drools, sql.amounts(count));
            long total = sql.total();
            Pairs.say("# %,d claims, %,d fen by each of them, seed %d", count, total, SEED);
            for (int warm = 0; warm < 20; warm++) {
                own.total(put);
                drools.batches(facts);
            }
            Pairs.Measure ours = () -> perSecond(count, Pairs.threadCpuSeconds(() -> expect(total, own.total(put))));
            Pairs.compare(
                    "own-against-drools-batches",
                    PAIRS,
                    () -> perSecond(count, Pairs.threadCpuSeconds(() -> expect(total, drools.batches(facts)))),
                    ours);
            Pairs.compare(
                    "own-against-drools-one-session",
                    PAIRS,
                    () -> perSecond(count, Pairs.threadCpuSeconds(() -> expect(total, drools.oneSession(facts)))),
                    ours);
            Pairs.compare(
                    "own-against-drools-stateless",
                    PAIRS,
                    () -> perSecond(count, Pairs.threadCpuSeconds(() -> expect(total, drools.stateless(facts)))),
                    ours);
            Pairs.compare(
                    "own-against-sql", PAIRS, () -> perSecond(count, wall(() -> expect(total, sql.total()))), ours);
            Pairs.compare(
                    "explained-against-silent",
                    PAIRS,
                    ours,
                    () -> perSecond(count, Pairs.threadCpuSeconds(() -> own.explained(put))));
            year(sql, own, count, total);
        }
    }

    /** A year decided anew: how many times the database's own insert-select takes, lower is better. */
    private static void year(SqlEngine sql, OwnEngine own, int count, long total) throws Exception {
        YearAgain again = new YearAgain(sql.connection(), own);
        Pairs.compare("year-again-seconds-against-sql", PAIRS, () -> wall(sql::yearInDatabase), () -> wall(again::run));
        expect(total, sql.written("bench_result"));
        expect(total, sql.written("bench_own"));
        Pairs.say("# a year of %,d claims, read, decided and written, the same to the fen", count);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double wall(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double perSecond(int count, double seconds) {
        return count / seconds;
    }

    private static void expect(long wanted, long found) {
        if (wanted != found) {
            throw new IllegalStateException("engines differ: " + wanted + " and " + found);
        }
    }

    private static void same(
            List<ClaimMix.Put> put, OwnEngine own, List<RuleClaim> facts, RuleEngine drools, long[] sql) {
        drools.batches(facts);
        for (int i = 0; i < sql.length; i++) {
            long ours = own.fen(put.get(i));
            if (ours != sql[i] || ours != facts.get(i).getPaid()) {
                throw new IllegalStateException("claim " + i + " " + put.get(i) + ": own " + ours + ", SQL " + sql[i]
                        + ", Drools " + facts.get(i).getPaid());
            }
        }
    }
}
