package org.tongzhou.payment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tongzhou.Tongzhou;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.EmbeddedPostgres;
import org.tongzhou.simulator.SimulatorProcess;

/**
 * A fund of its own in a directory of its own, the simulated bank and the application as processes that can be killed, and
 * what both books say afterwards. Ends what it started.
 */
final class SafetyGround implements AutoCloseable {
    private static final String SECRET = "secret of the safety runs";
    private static final String READY = "Tongzhou is ready";
    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    /** No web server, beans on demand; scheduled jobs are made at once as always. What pays is the same. */
    private static final List<String> LEAN =
            List.of("--spring.main.lazy-initialization=true", "--spring.main.web-application-type=none");

    private final Path place;
    private final List<Process> started = new ArrayList<>();
    private final SimulatorProcess bank;
    private final @Nullable PackedClasses packed;
    private final boolean lean;
    private final List<Double> secondsToReady = new ArrayList<>();

    SafetyGround(Path place, String temper) throws IOException {
        this(place, temper, null, false);
    }

    /** For many starts. With {@code lean} applications may start with only what pays. */
    static SafetyGround packed(Path place, String temper, boolean lean) throws IOException {
        return new SafetyGround(place, temper, PackedClasses.in(place.resolve("packed")), lean);
    }

    private SafetyGround(Path place, String temper, @Nullable PackedClasses packed, boolean lean) throws IOException {
        this.place = place;
        this.packed = packed;
        this.lean = lean;
        this.bank = SimulatorProcess.start(place.resolve("bank.log"), 0, temper, SECRET);
        started.add(bank.process());
    }

    /** What the books and the bank say when all is quiet. */
    record Truth(
            long instructed,
            long credited,
            long creditedTwice,
            long lost,
            long differenceFen,
            long unbalancedFen,
            long openDiscrepancies) {
        boolean isSound() {
            return creditedTwice == 0 && lost == 0 && differenceFen == 0 && unbalancedFen == 0;
        }
    }

    private DatabaseSettings settings() {
        return DatabaseSettings.fromEnvironment(environment());
    }

    private Map<String, String> environment() {
        return Map.of(
                "TONGZHOU_HOME", place.resolve("data").toString(),
                "TONGZHOU_KEYS", place.resolve("keys").toString(),
                "TONGZHOU_CACHE",
                        DatabaseSettings.fromEnvironment(System.getenv())
                                .cache()
                                .toString(),
                "TONGZHOU_BANK_URL", bank.url(),
                "TONGZHOU_BANK_SECRET", SECRET);
    }

    private Process java(Class<?> program, Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(packed == null ? List.of() : packed.options());
        command.addAll(List.of(
                "-cp", packed == null ? System.getProperty("java.class.path") : packed.classPath(), program.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment());
        Process process = builder.redirectOutput(log.toFile()).start();
        started.add(process);
        return process;
    }

    /** Starts an application as a site and waits until it is ready. */
    Process application(Class<?> program, String name) throws Exception {
        long from = System.nanoTime();
        Process process = begin(program, name);
        awaitReady(process, name);
        secondsToReady.add((System.nanoTime() - from) / 1e9);
        return process;
    }

    boolean isLean() {
        return lean;
    }

    /** Starts an application with only what pays and does not wait; as a site where this ground is not lean. */
    Process beginLean(Class<?> program, String name) throws IOException {
        return begin(program, name, lean ? LEAN : List.of());
    }

    private Path log(String name) {
        return place.resolve(name + ".log");
    }

    /** Starts an application and does not wait. */
    Process begin(Class<?> program, String name) throws IOException {
        return begin(program, name, List.of());
    }

    private Process begin(Class<?> program, String name, List<String> more) throws IOException {
        List<String> arguments = new ArrayList<>(program == Tongzhou.class ? List.of("serve") : List.of());
        arguments.addAll(List.of(
                "--server.port=0",
                "--tongzhou.jobs.lease=400ms",
                "--tongzhou.bank.timeout=2s",
                "--tongzhou.bank.grace=2500ms",
                "--tongzhou.bank.ask-every=200ms",
                "--tongzhou.bank.every-ms=50"));
        arguments.addAll(more);
        return java(program, log(name), arguments);
    }

    void awaitReady(Process process, String name) throws Exception {
        Path log = log(name);
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!Files.readString(log).contains(READY)) {
            if (!process.isAlive() || Instant.now().isAfter(limit)) {
                throw new AssertionError("did not start: " + Files.readString(log));
            }
            Thread.sleep(20);
        }
    }

    /** Runs one of the {@link SafetyPrograms} to its end and gives what it printed. */
    String program(String... arguments) throws Exception {
        Path log = place.resolve("program-" + arguments[0] + ".log");
        Process process = java(SafetyPrograms.class, log, List.of(arguments));
        int status = process.waitFor();
        if (status != 0) {
            throw new AssertionError(String.join(" ", arguments) + ": " + Files.readString(log));
        }
        return Files.readString(log);
    }

    void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
        started.remove(process);
    }

    long serverPid() throws IOException {
        return EmbeddedPostgres.start(settings()).pid();
    }

    /** The database server that is running now, if one is; nothing is started to find out. */
    OptionalLong runningServer() throws IOException {
        Path pid = place.resolve("data/pg/postmaster.pid");
        try {
            long number = Long.parseLong(Files.readAllLines(pid).get(0).strip());
            return ProcessHandle.of(number).isPresent() ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NoSuchFileException | IndexOutOfBoundsException notYet) {
            return OptionalLong.empty();
        }
    }

    /**
     * Puts the process that writes the server's log to sleep, which otherwise looks every 10 ms: what was committed without
     * waiting for the disk is then lost with the server. Answers its number, for it does not end with the server.
     */
    long freezeLogWriter() throws Exception {
        long pid = logWriter();
        int status = new ProcessBuilder("kill", "-STOP", Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new AssertionError("the log writer " + pid + " does not stop");
        }
        return pid;
    }

    /** It comes a moment after the server is ready. */
    private long logWriter() throws Exception {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (Instant.now().isBefore(limit)) {
            long pid = number("select coalesce(max(pid), 0) from pg_stat_activity where backend_type = 'walwriter'");
            if (pid > 0) {
                return pid;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("nobody writes the server's log");
    }

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
    }

    JdbcClient jdbc() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.start(settings());
        return JdbcClient.create(new DriverManagerDataSource(server.url(), server.user(), server.password()));
    }

    long number(String sql) throws IOException {
        return jdbc().sql(sql).query(Long.class).single();
    }

    long openBatches() throws IOException {
        return number("select count(*) from payment.batch where state <> 'SETTLED'");
    }

    /** For each end-to-end id that the bank knows: credits, their sum in fen, and what was sent back of it. */
    Map<String, long[]> credits() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(bank.url() + "/credits"))
                .header("Authorization", "Bearer " + SECRET)
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        Map<String, long[]> credits = new HashMap<>();
        body.lines()
                .map(line -> line.split("\t"))
                .forEach(f -> credits.put(
                        f[0], new long[] {Long.parseLong(f[1]), Long.parseLong(f[2]), Long.parseLong(f[3])}));
        return credits;
    }

    /** Waits until every batch has its answers and the bank's book is read to the end. */
    void awaitSettled(long instructions) throws Exception {
        Instant limit = Instant.now().plus(Duration.ofSeconds(180 + instructions / 5));
        while (openBatches() > 0 || number("select count(*) from payment.bank_entry") < bankLines()) {
            if (Instant.now().isAfter(limit)) {
                throw new AssertionError(openBatches() + " batches are not settled");
            }
            Thread.sleep(200);
        }
    }

    private long bankLines() throws Exception {
        return credits().values().stream()
                .mapToLong(sums -> sums[0] + (sums[2] > 0 ? 1 : 0))
                .sum();
    }

    Truth truth() throws Exception {
        Map<String, long[]> credits = credits();
        Map<String, String> states = new HashMap<>();
        jdbc().sql("select end_to_end, state from payment.instruction")
                .query((row, n) -> states.put(row.getString(1), row.getString(2)))
                .list();
        long bankHolds =
                credits.values().stream().mapToLong(sums -> sums[1] - sums[2]).sum();
        long lost = states.entrySet().stream()
                .filter(each -> !agrees(each.getValue(), credits.getOrDefault(each.getKey(), new long[3])))
                .count();
        return new Truth(
                states.size(),
                credits.values().stream().mapToLong(sums -> sums[0]).sum(),
                credits.values().stream().filter(sums -> sums[0] > 1).count(),
                lost,
                number("select coalesce(sum(amount_fen), 0) from ledger.line where account = '1002'") + bankHolds,
                number("select coalesce(sum(amount_fen), 0) from ledger.line"),
                number("select count(*) from payment.discrepancy where settled_by is null"));
    }

    private static boolean agrees(String state, long[] sums) {
        return switch (state) {
            case "PAID" -> sums[0] > 0 && sums[2] == 0;
            case "RETURNED" -> sums[1] == sums[2];
            case "REJECTED" -> sums[0] == 0;
            default -> false;
        };
    }

    /** At the median and the 95th of 100 starts. */
    double secondsToReady(double share) {
        double[] sorted = secondsToReady.stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    @Override
    public void close() throws IOException {
        for (Process process : started) {
            process.destroyForcibly();
            process.onExit().join();
        }
        if (Files.exists(place.resolve("data/pg/PG_VERSION"))) {
            EmbeddedPostgres.start(settings()).close();
        }
    }
}
