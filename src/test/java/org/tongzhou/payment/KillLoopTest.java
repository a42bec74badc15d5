package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tongzhou.Tongzhou;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.EmbeddedPostgres;
import org.tongzhou.simulator.SimulatorProcess;

/**
 * Kill -9 of the running application, now and then with its database, at random moments of a payout: nobody is paid
 * twice, nobody is forgotten, the books are the bank's to the fen, and no hand is needed. {@code -Dkills=25} for more,
 * {@code -Dseed=…} to repeat a run.
 */
class KillLoopTest {
    private static final int KILLS = Integer.getInteger("kills", 5);
    private static final long SEED = Long.getLong("seed", System.nanoTime() % 100_000);
    private static final String SECRET = "secret of the kill loop";
    private static final String TEMPER = "seed=" + SEED + "; slow=300; late=0.3:120; loseAnswer=0.05; loseRequest=0.03";
    private static final String READY = "Tongzhou is ready";
    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path place;

    private final Random random = new Random(SEED);
    private final List<Process> started = new ArrayList<>();
    private SimulatorProcess bank;

    @BeforeEach
    void openBank() throws IOException {
        System.out.println("kill loop, seed " + SEED + ", kills " + KILLS);
        bank = SimulatorProcess.start(place.resolve("bank.log"), 0, TEMPER, SECRET);
        started.add(bank.process());
    }

    @AfterEach
    void endWhatWeStarted() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        if (Files.exists(place.resolve("data/pg/PG_VERSION"))) {
            EmbeddedPostgres.start(settings()).close();
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

    private Process java(Class<?> program, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment());
        Process process = builder.redirectOutput(log.toFile()).start();
        started.add(process);
        return process;
    }

    private Process application(Class<?> program, Path log) throws IOException {
        List<String> arguments = new ArrayList<>();
        if (program == Tongzhou.class) {
            arguments.add("serve");
        }
        arguments.addAll(List.of(
                "--server.port=0",
                "--tongzhou.jobs.lease=400ms",
                "--tongzhou.bank.timeout=2s",
                "--tongzhou.bank.grace=2500ms",
                "--tongzhou.bank.ask-every=200ms",
                "--tongzhou.bank.every-ms=50"));
        return java(program, log, arguments.toArray(String[]::new));
    }

    private void payout(int instructions) throws Exception {
        Path log = place.resolve("payout.log");
        Process seeding = java(KillLoopPayout.class, log, Integer.toString(instructions));
        assertThat(seeding.waitFor()).as(() -> read(log)).isZero();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void awaitReady(Process process, Path log) throws InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!read(log).contains(READY)) {
            assertThat(process.isAlive() && Instant.now().isBefore(limit))
                    .as(() -> "did not start: " + read(log))
                    .isTrue();
            Thread.sleep(20);
        }
    }

    /** Kills the application at a random moment of its work, every third time the database server too. */
    private void killOnce(int n) throws Exception {
        Path log = place.resolve("kill-" + n + ".log");
        Process process = application(Tongzhou.class, log);
        awaitReady(process, log);
        int waited = random.nextInt(1_500);
        Thread.sleep(waited);
        boolean database = random.nextInt(3) == 0;
        int open = open();
        long server = EmbeddedPostgres.start(settings()).pid();
        process.destroyForcibly().waitFor();
        if (database) {
            ProcessHandle.of(server).ifPresent(handle -> {
                handle.destroyForcibly();
                handle.onExit().join();
            });
        }
        System.out.println("kill " + n + " after " + waited + " ms with " + open + " batches open"
                + (database ? ", the database too" : ""));
    }

    private JdbcClient jdbc() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.start(settings());
        return JdbcClient.create(new DriverManagerDataSource(server.url(), server.user(), server.password()));
    }

    private int open() throws IOException {
        return number("select count(*) from payment.batch where state not in ('SETTLED')")
                .intValue();
    }

    private Long number(String sql) throws IOException {
        return jdbc().sql(sql).query(Long.class).single();
    }

    private Map<String, Integer> creditsPerInstruction() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(bank.url() + "/credits"))
                .header("Authorization", "Bearer " + SECRET)
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        Map<String, Integer> credits = new HashMap<>();
        body.lines().map(line -> line.split("\t")).forEach(f -> credits.put(f[0], Integer.parseInt(f[1])));
        return credits;
    }

    private void requirePaidOnce(int instructions) throws Exception {
        Map<String, Integer> credits = creditsPerInstruction();
        assertThat(credits.values())
                .as("credits per instruction, seed %d", SEED)
                .allMatch(count -> count == 1);
        assertThat(credits).hasSize(instructions);
        long total = number("select sum(amount_fen) from payment.instruction");
        assertThat(number("select count(*) from payment.instruction where state = 'PAID'"))
                .isEqualTo(instructions);
        assertThat(number("select sum(amount_fen) from ledger.line")).isZero();
        assertThat(number("select sum(amount_fen) from ledger.line where account = '1002'"))
                .isEqualTo(-total);
        assertThat(number("select sum(amount_fen) from ledger.line where account = '2202'"))
                .isZero();
        assertThat(number("select count(*) from payment.bank_entry where kind = 'DEBIT'"))
                .isEqualTo(instructions);
        assertThat(number("select count(*) from payment.discrepancy"))
                .as("manual steps")
                .isZero();
    }

    @Test
    void killedAtAnyMomentEveryBenefitIsPaidExactlyOnce() throws Exception {
        int instructions = Math.max(60, KILLS * 24) * 10;
        payout(instructions);
        for (int n = 1; n <= KILLS; n++) {
            killOnce(n);
        }
        settle(Tongzhou.class, instructions);
        requirePaidOnce(instructions);
    }

    private void settle(Class<?> program, int instructions) throws Exception {
        Path log = place.resolve("last.log");
        awaitReady(application(program, log), log);
        Instant limit = Instant.now().plus(Duration.ofSeconds(120 + instructions / 10));
        while (open() > 0 || number("select count(*) from payment.bank_entry") < instructions) {
            assertThat(Instant.now()).as(() -> "not settled: " + read(log)).isBefore(limit);
            Thread.sleep(200);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "kills", matches = "\\d+", disabledReason = "part of the longer run")
    void theHarnessSeesTheSecondPaymentOfAnApplicationThatSendsAgainWithoutAsking() throws Exception {
        payout(200);
        settle(RecklessApplication.class, 200);
        assertThatThrownBy(() -> requirePaidOnce(200))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("credits per instruction");
    }
}
