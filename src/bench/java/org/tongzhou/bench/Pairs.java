package org.tongzhou.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Limit and work measured in turn, pair by pair, so that a machine whose speed drifts moves both. A measurement is any
 * positive number of one kind, seconds or a rate.
 */
public final class Pairs {
    private static final int LEAST = 5;
    private static final double WIDE = 1.5;

    private Pairs() {}

    /** One measurement: does the work and gives its figure. */
    public interface Measure {
        double take() throws Exception;
    }

    /**
     * Takes {@code pairs} pairs, at least 5, after one that is not counted, and prints {@code ratio <name> <median> <min>
     * <max>} of work over limit; says so when the spread is too wide to be repeated.
     */
    public static double compare(String name, int pairs, Measure limit, Measure work) throws Exception {
        limit.take();
        work.take();
        int count = Math.max(LEAST, pairs);
        double[] limits = new double[count];
        double[] works = new double[count];
        for (int i = 0; i < count; i++) {
            limits[i] = limit.take();
            works[i] = work.take();
        }
        return report(name, limits, works);
    }

    /** Prints what was measured in turn elsewhere. */
    static double report(String name, double[] limits, double[] works) {
        double[] ratios = new double[limits.length];
        Arrays.setAll(ratios, i -> works[i] / limits[i]);
        figure(name + ".limit", limits);
        figure(name + ".work", works);
        double median = figure(name, ratios);
        say("ratio %s %.3f %.3f %.3f", name, median, min(ratios), max(ratios));
        if (max(ratios) > WIDE * min(ratios)) {
            say("# %s: the spread is wide, this machine was not quiet; do not quote it to the second figure", name);
        }
        return median;
    }

    private static double figure(String name, double[] values) {
        double median = median(values);
        say(
                "# %s median %s, from %s to %s, n=%d",
                name, round(median), round(min(values)), round(max(values)), values.length);
        return median;
    }

    private static String round(double value) {
        return value >= 1000 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.4g", value);
    }

    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    public static void say(String format, Object... details) {
        System.out.println(String.format(Locale.ROOT, format, details));
    }

    /** Wall seconds of a piece of work. */
    public static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** CPU seconds that the calling thread spent on a piece of work. */
    public static double threadCpuSeconds(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }

    /** CPU seconds that the whole process spent on a piece of work, collection of garbage with them. */
    public static double cpuSeconds(Runnable work) {
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = process.getProcessCpuTime();
        work.run();
        return (process.getProcessCpuTime() - start) / 1e9;
    }

    static String machine() throws IOException {
        String load = Files.readString(Path.of("/proc/loadavg")).strip();
        return Runtime.getRuntime().availableProcessors() + " cores, heap "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB, Java " + Runtime.version() + ", load " + load;
    }
}
