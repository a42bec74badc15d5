package org.tongzhou.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * {@code ./bench start [--times N] [--rest SECONDS]}: seconds from {@code ./run} to the first page, its PostgreSQL started
 * with it, once an earlier stop has written down the classes; the memory of the application and of its server at rest; how
 * large the application is, and for which machines the binaries in it are.
 */
final class StartBench {
    private static final int LONGEST_SECONDS = 600;
    private static final double MEGABYTE = 1024 * 1024;
    private static final List<String> BINARIES = List.of(".so", ".dll", ".dylib", ".jnilib", ".exe", ".txz");
    private static final Path PARTS = Path.of("target/app");

    private final Path place = Path.of("target", "start-" + System.currentTimeMillis());
    private final int port;

    private StartBench() throws IOException {
        Files.createDirectories(place);
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    static void run(String[] args) throws Exception {
        Given given = Given.of(args, "times", "rest");
        int times = given.count("times", 5);
        int rest = (int) given.number("rest", 60, 0, Integer.MAX_VALUE);
        StartBench bench = new StartBench();
        Pairs.say("# first start, with what it builds: %.1f s", bench.once(0));
        double[] seconds = new double[times];
        for (int i = 0; i < times; i++) {
            seconds[i] = bench.once(i == times - 1 ? rest : 0);
            Pairs.say("# start %d: %.2f s", i + 1, seconds[i]);
        }
        Arrays.sort(seconds);
        say("start.again.seconds", seconds);
        sayParts();
    }

    private static void say(String name, double... sorted) {
        Pairs.say("ratio %s %.2f %.2f %.2f", name, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    /** Starts, waits for the first page, rests if it should, stops; answers the seconds to the page. */
    private double once(int rest) throws Exception {
        long from = System.nanoTime();
        Process site = site();
        try {
            while (!answers()) {
                if (!site.isAlive() || System.nanoTime() - from > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
                    throw new IllegalStateException("did not start, see " + place);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            double seconds = (System.nanoTime() - from) / 1e9;
            if (rest > 0) {
                TimeUnit.SECONDS.sleep(rest);
                sayMemory(site);
            }
            return seconds;
        } finally {
            site.destroy();
            site.waitFor();
        }
    }

    private Process site() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("./run", "serve");
        builder.environment()
                .putAll(Map.of(
                        "TONGZHOU_HOME", place.resolve("data").toString(),
                        "TONGZHOU_KEYS", place.resolve("keys").toString(),
                        "TONGZHOU_PORT", Integer.toString(port)));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        place.resolve("site.log").toFile()))
                .start();
    }

    private boolean answers() {
        try {
            HttpURLConnection page = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/login").toURL().openConnection();
            return page.getResponseCode() == HttpURLConnection.HTTP_OK
                    && page.getInputStream().readAllBytes().length > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The application's own pages, and what all processes of its server share and have. */
    private void sayMemory(Process site) throws IOException {
        say("start.application_at_rest.megabytes", kilobytes(site.pid(), "Rss:") / 1024.0);
        Path data = place.resolve("data/pg").toAbsolutePath();
        double server = ProcessHandle.allProcesses()
                .filter(process -> data.equals(workingDirectory(process)))
                .mapToLong(process -> kilobytes(process.pid(), "Pss:"))
                .sum();
        say("start.server_at_rest.megabytes", server / 1024);
    }

    private static Path workingDirectory(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
        } catch (IOException notOurs) {
            return Path.of("/");
        }
    }

    private static long kilobytes(long process, String what) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith(what))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    private static void sayParts() throws IOException {
        long bytes = 0;
        List<String> binaries = new ArrayList<>();
        try (Stream<Path> parts = Files.walk(PARTS)) {
            for (Path jar :
                    parts.filter(part -> part.toString().endsWith(".jar")).toList()) {
                bytes += Files.size(jar);
                binaries.addAll(binaries(jar));
            }
        }
        Pairs.say("# the application's jars: %.1f MB, with these binaries: %s", bytes / MEGABYTE, binaries);
    }

    private static List<String> binaries(Path jar) throws IOException {
        try (ZipFile parts = new ZipFile(jar.toFile())) {
            return parts.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> BINARIES.stream().anyMatch(name::endsWith))
                    .map(name -> jar.getFileName() + "!" + name)
                    .toList();
        }
    }
}
