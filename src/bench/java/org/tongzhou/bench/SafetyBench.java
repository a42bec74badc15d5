package org.tongzhou.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tongzhou.payment.SafetyRuns;
import org.tongzhou.payment.SafetyRuns.Report;

/**
 * {@code ./bench safety [--kills 25] [--batch 2400] [--misbehave 1000] [--pairs 500] [--seed S]}: the promises S1, S2 and
 * S3(b) and the known-bad modes that must be seen to fail, against real processes; writes {@code docs/safety-report-money.md}.
 */
final class SafetyBench {
    private static final Path REPORT = Path.of("docs/safety-report-money.md");

    private final long seed;
    private final Path place;
    private final List<Report> reports = new ArrayList<>();
    private String released = "not run";
    private int runs;

    private SafetyBench(long seed) throws IOException {
        this.seed = seed;
        Files.createDirectories(Path.of("target"));
        this.place = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "safety");
    }

    static void run(String[] args) throws Exception {
        Map<String, Long> options = options(args);
        SafetyBench bench = new SafetyBench(options.getOrDefault("seed", System.nanoTime() % 100_000));
        try {
            bench.all(options);
        } finally {
            bench.clear();
        }
    }

    private static Map<String, Long> options(String[] args) {
        Map<String, Long> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].replaceFirst("^--", ""), Long.parseLong(args[i + 1]));
        }
        return options;
    }

    private void all(Map<String, Long> options) throws Exception {
        int kills = options.getOrDefault("kills", 25L).intValue();
        int batch = options.getOrDefault("batch", 2_400L).intValue();
        int misbehave = options.getOrDefault("misbehave", 1_000L).intValue();
        int pairs = options.getOrDefault("pairs", 500L).intValue();
        note(fresh().misbehaviour(misbehave));
        note(fresh().kills(kills, batch));
        released = pairs + " payouts, each released by two people in the same instant: " + fresh().pairs(pairs);
        write();
        note(fresh().killsAfterTheBankHasIt(6, 400, false));
        note(fresh().killsAfterTheBankHasIt(20, 400, true));
        note(fresh().sendsAgainUnasked(200));
        requireAsPromised(released.endsWith("done " + pairs + " refused " + pairs));
    }

    private SafetyRuns fresh() throws IOException {
        return new SafetyRuns(Files.createDirectories(place.resolve("run-" + ++runs)), seed);
    }

    private void note(Report report) throws IOException {
        reports.add(report);
        System.out.println(report);
        write();
    }

    /** After each run, so that a run that breaks off leaves what was seen. */
    private void write() throws IOException {
        Files.writeString(REPORT, text() + others());
    }

    /** What other runs wrote about other promises stays. */
    private static String others() throws IOException {
        String before = Files.exists(REPORT) ? Files.readString(REPORT) : "";
        int papers = before.indexOf("\n## Papers");
        return papers < 0 ? "" : before.substring(papers);
    }

    private static boolean isKnownBad(Report report) {
        return report.name().startsWith("known bad");
    }

    private void requireAsPromised(boolean halfRefused) {
        boolean sound = reports.stream().allMatch(each -> isKnownBad(each) ? each.paidTwice() > 0 : each.isSound());
        if (!sound || !halfRefused) {
            throw new IllegalStateException("a promise is broken, or a known-bad mode was not seen; seed " + seed);
        }
    }

    private String text() throws IOException {
        StringBuilder text = new StringBuilder("# Safety report: money\n\n");
        text.append("Written by `./bench safety` at " + Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", seed " + seed
                + ", " + Pairs.machine() + ".\n\n"
                + "The same seed draws the same kills, waiting times and misbehaviour. Every process is a real one: the application,\n"
                + "its PostgreSQL server and the simulated bank, which counts the credits of each instruction.\n\n"
                + "| run | kills | with the database | instructions | paid twice | lost | our book − bank's (fen) | ledger sum (fen)"
                + " | settled by people | ready, median (s) | ready, p95 (s) | took (s) |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        reports.forEach(each -> text.append(line(each)));
        text.append("\nS3(b): " + released + ".\n\n"
                + "The runs called *known bad* are there to fail: they show that this harness sees a second payment when there is one.\n"
                + "*Settled by people* counts contradictions (the bank said both paid and not paid), each settled by two people against\n"
                + "the bank's counter; after kills alone nobody has to do anything.\n");
        return text.toString();
    }

    private static String line(Report each) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %,d | %d | %d | %d | %d | %d | %.1f | %.1f | %.0f |%n",
                each.name(),
                each.kills(),
                each.databaseKills(),
                each.instructions(),
                each.paidTwice(),
                each.lost(),
                each.differenceFen(),
                each.unbalancedFen(),
                each.manualSteps(),
                each.readyMedian(),
                each.readyP95(),
                each.seconds());
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
