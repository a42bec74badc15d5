package org.tongzhou.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tongzhou.payment.SafetyRuns;
import org.tongzhou.payment.SafetyRuns.Report;

/**
 * {@code ./bench safety [all|kills|misbehave|pairs|bad] [--minutes M] [--kills 25] [--batch 2400] [--misbehave 1000]
 * [--pairs 500] [--seed S]}: the promises S1, S2 and S3(b) and the known-bad modes that must be seen to fail, against real
 * processes. {@code kills --minutes 10} makes as many kills as fit, over payouts of {@code --batch}, and adds them to those
 * before; every session has a seed of its own. Adds to {@code docs/safety-runs.csv} and to the marked section of
 * {@code docs/safety-report-money.md}.
 */
final class SafetyBench {
    private static final long ONE_MINUTE = 60;

    private final long seed;
    private final Map<String, Long> options;
    private final Path place;
    private final SafetyBook book =
            new SafetyBook(Path.of("docs/safety-runs.csv"), Path.of("docs/safety-report-money.md"));
    private final List<Report> reports = new ArrayList<>();
    private int runs;

    private SafetyBench(Map<String, Long> options) throws IOException {
        this.options = options;
        this.seed = options.getOrDefault("seed", System.nanoTime() % 100_000);
        Files.createDirectories(Path.of("target"));
        this.place = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "safety");
    }

    static void run(String[] args) throws Exception {
        boolean named = args.length > 0 && !args[0].startsWith("--");
        SafetyBench bench = new SafetyBench(options(args, named ? 1 : 0));
        try {
            bench.run(named ? args[0] : "all");
        } finally {
            bench.clear();
        }
    }

    private static Map<String, Long> options(String[] args, int from) {
        Map<String, Long> options = new HashMap<>();
        for (int i = from; i + 1 < args.length; i += 2) {
            options.put(args[i].replaceFirst("^--", ""), Long.parseLong(args[i + 1]));
        }
        return options;
    }

    private void run(String what) throws Exception {
        switch (what) {
            case "kills" -> kills();
            case "misbehave" -> note(fresh().misbehaviour(option("misbehave", 1_000)));
            case "pairs" -> note(fresh().pairs(option("pairs", 500), minutes()));
            case "bad" -> bad();
            case "all" -> {
                note(fresh().misbehaviour(option("misbehave", 1_000)));
                kills();
                note(fresh().pairs(option("pairs", 500), minutes()));
                bad();
            }
            default -> throw new IllegalArgumentException(what);
        }
        requireAsPromised();
    }

    private int option(String name, int otherwise) {
        return options.getOrDefault(name, (long) otherwise).intValue();
    }

    private Duration minutes() {
        return Duration.ofSeconds(option("minutes", 0) * ONE_MINUTE);
    }

    /** As many as fit into the minutes, or so many of the whole application. */
    private void kills() throws Exception {
        int batch = option("batch", 2_400);
        note(
                options.containsKey("minutes")
                        ? fresh().killsFor(minutes(), batch)
                        : fresh().kills(option("kills", 25), batch));
    }

    private void bad() throws Exception {
        note(fresh().killsAfterTheBankHasIt(6, 400, false));
        note(fresh().killsAfterTheBankHasIt(20, 400, true));
        note(fresh().sendsAgainUnasked(200));
    }

    private SafetyRuns fresh() throws IOException {
        return new SafetyRuns(Files.createDirectories(place.resolve("run-" + ++runs)), seed);
    }

    /** After each run, so that one that breaks off leaves what was seen before it. */
    private void note(Report report) throws IOException {
        reports.add(report);
        System.out.println(report);
        book.add(seed, report);
    }

    private void requireAsPromised() {
        boolean sound = reports.stream()
                .allMatch(each -> each.name().startsWith("known bad") ? each.paidTwice() > 0 : each.isSound());
        if (!sound) {
            throw new IllegalStateException("a promise is broken, or a known-bad mode was not seen; seed " + seed);
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
