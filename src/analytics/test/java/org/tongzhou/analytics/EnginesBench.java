package org.tongzhou.analytics;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tongzhou.analysis.SampleExport;

/**
 * {@code ./bench analytics [claims,claims…] [pairs]}: the same two questions put to DuckDB and to Spark in turn over the same files,
 * answers compared. Seconds of the clock and of all processors; Spark runs on this machine with as many threads as it has.
 */
public final class EnginesBench {
    private static final Question LOWER =
            new Question("lower.yaml", SampleExport.text().replace("rate: 70%", "rate: 65%"), 2025, 2026);
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final int claims;
    private final int pairs;

    private EnginesBench(int claims, int pairs) {
        this.claims = claims;
        this.pairs = pairs;
    }

    public static void main(String[] args) throws Exception {
        String[] sizes = (args.length > 0 ? args[0] : "100000,1000000").split(",", -1);
        int pairs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        say(
                "# %d processors, heap %d MB, Java %s, load %.1f",
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                System.getProperty("java.version"),
                SYSTEM.getSystemLoadAverage());
        for (String size : sizes) {
            new EnginesBench(Integer.parseInt(size.strip()), pairs).run();
        }
    }

    /** Seconds of the clock and of all processors. */
    private record Took(double wall, double cpu) {}

    private interface Work {
        Object answer();
    }

    private void run() throws Exception {
        Path directory = Files.createTempDirectory("analytics");
        try {
            Took made = took(() -> {
                SampleExport.write(directory, claims / 2);
                return claims;
            });
            say("# %,d claims written in %.1f s: %.1f MB", claims, made.wall, megabytes(directory));
            SparkFigures[] spark = new SparkFigures[1];
            Took started = took(() -> spark[0] = SparkFigures.open(directory.toString(), "local[*]"));
            say("# spark: start %.1f s, %.1f CPU s", started.wall, started.cpu);
            try (Figures duck = DuckFigures.open(directory);
                    Figures other = spark[0]) {
                compare("redecide", () -> duck.redecide(LOWER), () -> other.redecide(LOWER));
                compare("participation", duck::participation, other::participation);
            }
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void compare(String name, Work duck, Work spark) throws Exception {
        Object[] answers = new Object[2];
        List<Took> byDuck = new ArrayList<>();
        List<Took> bySpark = new ArrayList<>();
        for (int i = 0; i <= pairs; i++) {
            Took one = took(() -> answers[0] = duck.answer());
            Took other = took(() -> answers[1] = spark.answer());
            if (!answers[0].equals(answers[1])) {
                throw new IllegalStateException(name + " differs: " + answers[0] + " / " + answers[1]);
            }
            if (i == 0) {
                say("# %s of %,d, first: duckdb %.2f s, spark %.2f s", name, claims, one.wall, other.wall);
            } else {
                byDuck.add(one);
                bySpark.add(other);
            }
        }
        tell(name, "duckdb", byDuck);
        tell(name, "spark", bySpark);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < byDuck.size(); i++) {
            ratios.add(bySpark.get(i).cpu / byDuck.get(i).cpu);
        }
        ratios.sort(null);
        say(
                "ratio analytics.%s.%d.spark_cpu_over_duckdb %.2f %.2f %.2f",
                name, claims, ratios.get(ratios.size() / 2), ratios.get(0), ratios.get(ratios.size() - 1));
    }

    private void tell(String name, String engine, List<Took> all) {
        double[] wall = all.stream().mapToDouble(Took::wall).sorted().toArray();
        double[] cpu = all.stream().mapToDouble(Took::cpu).sorted().toArray();
        say(
                "# %s of %,d by %s: %.2f s (%.2f to %.2f), %.2f CPU s",
                name, claims, engine, wall[wall.length / 2], wall[0], wall[wall.length - 1], cpu[cpu.length / 2]);
    }

    private interface Step {
        Object run() throws Exception;
    }

    private static Took took(Step step) throws Exception {
        long cpu = SYSTEM.getProcessCpuTime();
        long from = System.nanoTime();
        step.run();
        return new Took((System.nanoTime() - from) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
    }

    private static double megabytes(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum() / 1e6;
        }
    }

    private static void say(String text, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, text, arguments));
    }
}
