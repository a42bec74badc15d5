package org.tongzhou.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;
import org.tongzhou.kernel.Leftovers;
import org.tongzhou.kernel.Refusal;

/**
 * A PostgreSQL server of our own with durable settings, password authentication, TCP on the loopback address only, and
 * a data directory that is never deleted. Starts, or adopts the live server that a killed application left behind.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** As long as what is in two gigabytes of log may take to be done again on a slow disk. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration LAST_LIMIT = Duration.ofSeconds(10);
    private static final String USER = "tongzhou";

    /** As the names that {@link Files} gives are: a data directory, and the password for it. */
    private static final Pattern UNFINISHED = Pattern.compile("creating-\\d+|init\\d+[.]pw");

    private final Path data;
    private final String password;
    private final Postmaster server;

    private EmbeddedPostgres(Path data, String password, Postmaster server) {
        this.data = data;
        this.password = password;
        this.server = server;
    }

    /** Blocks until the server answers; refuses {@code database_not_made}, {@code database_not_started}, with what the log says. */
    public static EmbeddedPostgres start(DatabaseSettings settings) throws IOException {
        Path data = settings.home().resolve("pg");
        String password = password(settings.keys(), data);
        var live = Postmaster.live(data);
        if (live.isPresent()) {
            return new EmbeddedPostgres(data, password, live.get());
        }
        Path binaries = PostgresBinaries.unpackInto(settings.cache());
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            create(binaries, data, password);
        }
        return new EmbeddedPostgres(data, password, launch(binaries, data, Unprivileged.ownerOf(data)));
    }

    /** As {@link #start}, of data that were there before: refuses {@code database_gone} where they are not. */
    static EmbeddedPostgres startAgain(DatabaseSettings settings) throws IOException {
        if (!Files.exists(madeIn(settings.home()))) {
            throw Refusal.conflict("database_gone", settings.home().toString());
        }
        return start(settings);
    }

    /** What is there from the time that a database was made in a data directory. */
    static Path madeIn(Path home) {
        return home.resolve("pg/PG_VERSION");
    }

    public String url() {
        return urlOf("postgres");
    }

    /** Address of another database of this server. */
    public String urlOf(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Process of the server, for tests that kill it. */
    public long pid() {
        return server.pid();
    }

    /** Fast shutdown: open transactions roll back, everything committed is on disk. Call after the pool has closed. */
    @Override
    public void close() {
        close(STOP_LIMIT);
    }

    void close(Duration patience) {
        if (server.isPostgres()) {
            ProcessHandle.of(server.pid()).ifPresent(process -> stop(process, patience));
        }
    }

    /** Sessions or a recovery that hang are ended at once: what is committed is on disk all the same. */
    private static void stop(ProcessHandle process, Duration patience) {
        // SIGINT is PostgreSQL's fast shutdown; Java's destroy() would send SIGTERM, which waits for sessions to leave.
        if (!ends(process, "-INT", patience)) {
            ends(process, "-QUIT", LAST_LIMIT);
        }
    }

    private static boolean ends(ProcessHandle process, String signal, Duration patience) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            process.onExit().get(patience.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | ExecutionException | TimeoutException stillThere) {
            return false;
        }
    }

    private static String password(Path keys, Path data) throws IOException {
        Path file = keys.resolve("database.password");
        if (!Files.exists(file)) {
            if (Files.exists(data.resolve("PG_VERSION"))) {
                throw Refusal.conflict("keys_missing", data.toString(), keys.toString(), "database.password");
            }
            Files.createDirectories(keys);
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            SecretFile.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return Files.readString(file).strip();
    }

    /** Complete or absent, never half-made: what a kill leaves is no data directory yet. */
    private static void create(Path binaries, Path data, String password) throws IOException {
        Path home = Files.createDirectories(data.getParent());
        Leftovers.clear(home, UNFINISHED, Instant.now());
        Path fresh = Files.createTempDirectory(home, "creating-");
        try {
            initialise(binaries, fresh, password);
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException notMade) {
            FileSystemUtils.deleteRecursively(fresh);
            throw notMade;
        }
    }

    private static void initialise(Path binaries, Path data, String password) throws IOException {
        Unprivileged owner = Unprivileged.ownerOf(data);
        Path passwordFile = Files.createTempFile(data.getParent(), "init", ".pw");
        try {
            Files.writeString(passwordFile, password, StandardCharsets.UTF_8);
            owner.give(passwordFile);
            run(owner.command(initdb(binaries, data, passwordFile)), data.resolveSibling("initdb.log"));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private static List<String> initdb(Path binaries, Path data, Path passwordFile) {
        return List.of(
                binaries.resolve("bin/initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                USER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--data-checksums");
    }

    private static void run(List<String> command, Path file) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(file.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw Refusal.conflict("database_not_made", new ServerLog(file, 0).complaint(), file.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while creating the database", e);
        }
    }

    private static Path log(Path data) {
        return data.resolveSibling("postgres.log");
    }

    /** To be called now and then: a server runs for years. */
    void rollLog() {
        RolledLog.roll(log(data));
    }

    private static Postmaster launch(Path binaries, Path data, Unprivileged owner) throws IOException {
        Path file = log(data);
        RolledLog.roll(file);
        Instant deadline = Instant.now().plus(START_LIMIT);
        ServerLog log;
        do {
            log = ServerLog.fromNow(file);
            Process process = new ProcessBuilder(server(binaries, data, owner))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
                    .start();
            Postmaster ready = awaitReady(process, data, deadline);
            if (ready != null) {
                return ready;
            }
        } while (log.mayPass() && Instant.now().isBefore(deadline));
        throw Refusal.conflict("database_not_started", log.complaint(), file.toString());
    }

    private static List<String> server(Path binaries, Path data, Unprivileged owner) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(owner.command(List.of(binaries.resolve("bin/postgres").toString(), "-D", data.toString())));
        for (String setting : settings(freePort())) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    /**
     * The server that answers, be it the process's own or one that a killed application left starting. Null when the process
     * gave up, for instance while the shared memory of a killed server is still going away.
     */
    private static @org.jspecify.annotations.Nullable Postmaster awaitReady(
            Process process, Path data, Instant deadline) throws IOException {
        while (Instant.now().isBefore(deadline)) {
            var live = Postmaster.live(data);
            if (live.isPresent()) {
                return live.get();
            }
            if (!process.isAlive()) {
                pause(500);
                return null;
            }
            pause(50);
        }
        return null;
    }

    private static List<String> settings(int port) {
        return List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_connections=" + (120 + Lanes.BESIDE_WORK),
                "shared_buffers=256MB",
                "work_mem=16MB",
                "maintenance_work_mem=128MB",
                "max_wal_size=2GB",
                "wal_writer_delay=10ms", // else whoever writes much makes new files of the log and fills them alone
                "random_page_cost=1.1",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "idle_in_transaction_session_timeout=300s",
                "log_min_duration_statement=1s",
                "log_parameter_max_length=0",
                "log_error_verbosity=terse"); // without the rows that broke a rule
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL", e);
        }
    }

    /** A connection outside any pool, for administration such as creating a database. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, password);
    }
}
