package org.tongzhou.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;
import org.tongzhou.document.PaperFuzz;
import org.tongzhou.hospital.ReportFuzz;
import org.tongzhou.payment.BankFuzz;

/**
 * {@code ./bench fuzz PARSER [--executions N] [--seed S]}: mutates good files and feeds them to a parser in this process.
 * Reports executions, the slowest, the most heap, and every kind of failure that is not a refusal in words.
 */
final class FuzzBench {
    private static final Set<String> REPORTS = Set.of("fhir-json", "fhir-xml", "settlements");
    /** How often a run says how far it is, so that one that is stopped has said it. */
    private static final int TOLD = 20;

    /** Of the processor, all threads together: waiting for a busy machine is nobody's fault. */
    private static final int SLOW_MILLIS = 5_000;

    private static final int SHOWN = 4_000;
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int LARGEST = 400_000;
    private static final List<String> TOKENS = List.of(
            "\0",
            "\u00ff\u00ff\u00ff\u00ff",
            "-1",
            "2147483648",
            "9999999999",
            "1E50000000",
            "<",
            ">",
            "]]>",
            "&x;",
            "<!DOCTYPE",
            "<![CDATA[",
            "../",
            "/Kids[2 0 R]",
            "/JavaScript",
            "obj",
            "stream",
            "endstream",
            "%%EOF",
            "g 99999 1",
            "0.0",
            "'",
            "\"");

    private final Map<String, Integer> failures = new TreeMap<>();
    private final Random random;
    private final List<byte[]> corpus;
    private long slowest;

    private FuzzBench(long seed, List<byte[]> corpus) {
        this.random = new Random(seed);
        this.corpus = corpus;
    }

    static void run(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        String name = args.length == 0 ? "receipt-xml" : args[0];
        long executions = Math.max(TOLD, option(args, "--executions", 100_000));
        long seed = option(args, "--seed", 1);
        FuzzBench fuzz = new FuzzBench(seed, corpus(name));
        fuzz.go(name, parser(name), executions);
        System.out.println("seed " + seed);
        if (!fuzz.failures.isEmpty()) {
            throw new IllegalStateException("failures found: " + fuzz.failures);
        }
    }

    private static List<byte[]> corpus(String name) throws IOException {
        if (name.startsWith("bank-")) {
            return BankFuzz.corpus(name);
        }
        if (REPORTS.contains(name)) {
            return ReportFuzz.corpus(name);
        }
        return name.startsWith("roster-") ? RosterFuzz.corpus(name) : PaperFuzz.corpus(name);
    }

    private static PaperFuzz.Parser parser(String name) throws IOException {
        if (name.startsWith("bank-")) {
            return BankFuzz.parser(name);
        }
        if (REPORTS.contains(name)) {
            return ReportFuzz.parser(name);
        }
        return name.startsWith("roster-") ? RosterFuzz.parser() : PaperFuzz.parser(name);
    }

    private static long option(String[] args, String name, long otherwise) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return Long.parseLong(args[i + 1]);
            }
        }
        return otherwise;
    }

    private void go(String name, PaperFuzz.Parser parser, long executions) {
        long start = System.nanoTime();
        long heap = 0;
        for (long i = 1; i <= executions; i++) {
            once(parser, mutated());
            if (i % 1_000 == 0) {
                Runtime runtime = Runtime.getRuntime();
                heap = Math.max(heap, runtime.totalMemory() - runtime.freeMemory());
            }
            if (i % (executions / TOLD) == 0) {
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        "%s: %d executions in %.0f s (%.0f/s), slowest %d ms, heap at most %d MB, failures %s%n",
                        name, i, seconds, i / seconds, slowest, heap >> 20, failures);
            }
        }
    }

    private void once(PaperFuzz.Parser parser, byte[] bytes) {
        long start = MACHINE.getProcessCpuTime();
        try {
            parser.parse(bytes);
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError fault) {
            StackTraceElement[] where = fault.getStackTrace();
            found(fault.getClass().getSimpleName() + " at " + (where.length == 0 ? "?" : where[0]), bytes);
        }
        long millis = (MACHINE.getProcessCpuTime() - start) / 1_000_000;
        slowest = Math.max(slowest, millis);
        if (millis > SLOW_MILLIS) {
            found("slower than " + SLOW_MILLIS + " ms", bytes);
        }
    }

    private void found(String kind, byte[] bytes) {
        if (failures.merge(kind, 1, Integer::sum) == 1) {
            System.out.println(kind);
            System.out.println(HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN)));
        }
    }

    private byte[] mutated() {
        byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(1 + random.nextInt(64)));
        return switch (random.nextInt(7)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 2 -> spliced(bytes, at, length, new byte[0]);
            case 3 -> spliced(bytes, at, 0, java.util.Arrays.copyOfRange(bytes, at, at + length));
            case 4 -> spliced(bytes, at, random.nextInt(length + 1), token());
            case 5 -> {
                byte[] other = corpus.get(random.nextInt(corpus.size()));
                int from = random.nextInt(other.length);
                yield spliced(
                        bytes,
                        at,
                        length,
                        java.util.Arrays.copyOfRange(other, from, Math.min(other.length, from + length)));
            }
            default -> random.nextInt(20) == 0 ? java.util.Arrays.copyOf(bytes, at) : bytes;
        };
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static byte[] spliced(byte[] bytes, int at, int gone, byte[] instead) {
        if (bytes.length - gone + instead.length > LARGEST) {
            return bytes;
        }
        byte[] spliced = new byte[bytes.length - gone + instead.length];
        System.arraycopy(bytes, 0, spliced, 0, at);
        System.arraycopy(instead, 0, spliced, at, instead.length);
        System.arraycopy(bytes, at + gone, spliced, at + instead.length, bytes.length - at - gone);
        return spliced;
    }
}
