package org.tongzhou.bench;

import java.sql.Connection;
import java.util.List;
import org.tongzhou.testing.TestDatabase;

/**
 * {@code ./bench adjudicate [claims]}: decisions a second on one core, for the reference province's mix, by the product's
 * engine, by Drools and by plain SQL; then a whole year decided anew with its reading and writing. Java's CPU seconds are
 * the whole process's, collection of garbage with them; SQL's are the wall of one server process.
 *
 * <p><b>Same work.</b> Each gives the amount due, what may be due once a grade is known, the codes of all reasons against
 * paying and what is used of each limit, and every claim must agree in all of them. Each starts with its facts made: claim,
 * cover and what was used before lie in memory, for SQL in the database's, and what becomes of a claim is written where it is
 * overwritten by the next round: at a desk, in Drools' fact, in a sum. Words are measured apart; nobody else makes any.
 *
 * <p><b>What differs.</b> The product runs every rule of the plan files for every claim, looks up what was used by the name
 * and period of a limit, and names each limit that it uses. Drools and SQL know only the rules that the mix touches, and are
 * given what was used as two numbers of the claim. Their rules hold the plans' sums, rates, caps and shares themselves: what
 * Drools' facts answer is read off the claim, not one figure is worked out in Java.
 */
final class AdjudicateBench {
    /** The benefits of the reference province's year. */
    private static final int CLAIMS = 17_400;

    private static final int PAIRS = 9;
    private static final int WARM = 4_000_000;
    private static final long SEED = 20_250_101L;

    private final int count;
    private final List<ClaimMix.Put> put;
    private final List<RuleClaim> facts;
    private final OwnEngine own = new OwnEngine();
    private final RuleEngine drools = new RuleEngine();
    private final SqlEngine sql;
    private final long total;

    private AdjudicateBench(Connection connection, List<ClaimMix.Flat> flat) throws Exception {
        count = flat.size();
        put = flat.stream().map(ClaimMix::put).toList();
        facts = RuleEngine.claims(flat);
        sql = new SqlEngine(connection, flat);
        same();
        total = own.total(put);
    }

    static void run(String[] args) throws Exception {
        int count = Given.at(args, 0, CLAIMS);
        try (Connection connection = TestDatabase.server().connect()) {
            AdjudicateBench bench = new AdjudicateBench(connection, ClaimMix.draw(count, SEED));
            bench.describe();
            bench.engines();
            bench.year(connection);
        }
    }

    private void describe() {
        Pairs.say("# %,d claims, seed %d; each engine gave for each of them the same:", count, SEED);
        Pairs.say(
                "#   fen due, fen that may be due, codes of all reasons, use of three kinds of limits (sum %,d)",
                total);
        Pairs.say("# own: the shipped plan files, all their rules, steps and words ready to be told on demand");
        Pairs.say(
                "# Drools: only the rules that the mix touches, all that a plan states in the rules, executable model");
        Pairs.say("# SQL: only the rules that the mix touches, one query, rule tables joined");
    }

    private void engines() throws Exception {
        for (int warm = rounds(WARM); warm > 0; warm--) {
            own.total(put);
            drools.batches(facts);
            drools.sequentially(facts);
        }
        System.gc();
        Pairs.Measure ours = cpu(20_000_000, () -> expect(own.total(put)));
        Pairs.Measure batches = cpu(2_000_000, () -> expect(drools.batches(facts)));
        Pairs.Measure sequential = cpu(2_000_000, () -> expect(drools.sequentially(facts)));
        Pairs.Measure session = cpu(400_000, () -> expect(drools.oneSession(facts)));
        Pairs.Measure stateless = cpu(400_000, () -> expect(drools.stateless(facts)));
        Pairs.compare("own-against-drools-best", PAIRS, () -> Math.max(batches.take(), sequential.take()), ours);
        Pairs.compare("own-against-drools-batches", PAIRS, batches, ours);
        Pairs.compare("own-against-drools-sequential", PAIRS, sequential, ours);
        Pairs.compare("own-against-drools-one-session", PAIRS, session, ours);
        Pairs.compare("own-against-drools-stateless", PAIRS, stateless, ours);
        Pairs.compare("own-against-sql", PAIRS, () -> 1 / wall(() -> expect(sql.total())), ours);
        Pairs.Measure explained = cpu(1_000_000, () -> own.explained(put));
        explained.take();
        Pairs.compare("explained-against-silent", PAIRS, ours, explained);
        Pairs.compare("kept-against-desk", PAIRS, ours, cpu(20_000_000, () -> expect(own.kept(put))));
    }

    /** A year decided anew: how many times the database's own insert-select takes, lower is better. */
    private void year(Connection connection) throws Exception {
        YearAgain again = new YearAgain(connection, own, count);
        wall(again::run);
        Pairs.compare("year-again-seconds-against-sql", PAIRS, () -> wall(sql::yearInDatabase), () -> wall(again::run));
        expect(total + sql.differences());
        Pairs.say("# a year of %,d claims, read, decided and written, every row the same", count);
    }

    /** Decisions a CPU second over about as many decisions as given: CPU time of a process comes in hundredths. */
    private Pairs.Measure cpu(int decisions, Runnable engine) {
        int rounds = rounds(decisions);
        return () -> rounds
                * (double) count
                / Pairs.cpuSeconds(() -> {
                    for (int round = 0; round < rounds; round++) {
                        engine.run();
                    }
                });
    }

    private int rounds(int decisions) {
        return Math.max(1, decisions / count);
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Wall seconds for each claim, over as many rounds as make a million claims. */
    private double wall(Work work) throws Exception {
        int rounds = rounds(1_000_000);
        long start = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            work.run();
        }
        return (System.nanoTime() - start) / 1e9 / rounds / count;
    }

    private void expect(long found) {
        if (total != found) {
            throw new IllegalStateException("engines differ: " + total + " and " + found);
        }
    }

    private void same() throws Exception {
        ClaimMix.Answer[] bySql = sql.answers(count);
        drools.batches(facts);
        List<ClaimMix.Answer> byBatches = facts.stream().map(RuleClaim::answer).toList();
        drools.sequentially(facts);
        for (int i = 0; i < count; i++) {
            ClaimMix.Answer ours = own.answer(put.get(i));
            boolean agreed = ours.equals(bySql[i])
                    && ours.equals(byBatches.get(i))
                    && ours.equals(facts.get(i).answer());
            if (!agreed) {
                throw new IllegalStateException("claim " + i + " "
                        + put.get(i).cover().plan() + ": own " + ours + ", SQL " + bySql[i] + ", Drools "
                        + byBatches.get(i) + " and " + facts.get(i).answer());
            }
        }
    }
}
