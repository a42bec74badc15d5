package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Patience.await;
import static org.tongzhou.testing.Refused.refused;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.tongzhou.kernel.Refusal;

class EmbeddedPostgresTest {
    @TempDir
    Path place;

    @Test
    void acknowledgedRowsSurviveKillingTheServer() throws Exception {
        DatabaseSettings settings = settings();
        EmbeddedPostgres first = EmbeddedPostgres.start(settings);
        try (Connection connection = first.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (n int)");
            statement.execute("insert into kept select generate_series(1, 1000)");
        }
        ProcessHandle process = ProcessHandle.of(first.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();

        try (EmbeddedPostgres second = EmbeddedPostgres.start(settings)) {
            assertThat(second.pid()).isNotEqualTo(first.pid());
            assertThat(jdbc(second)
                            .sql("select count(*) from kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1000);
        }
    }

    @Test
    void aLiveServerLeftBehindIsAdopted() throws Exception {
        DatabaseSettings settings = settings();
        try (EmbeddedPostgres left = EmbeddedPostgres.start(settings)) {
            assertThat(EmbeddedPostgres.start(settings).pid()).isEqualTo(left.pid());
        }
    }

    /** What a kill would leave of it opens the server. */
    @Test
    void thePasswordIsReadByNobodyElseWhileTheDatabaseIsMade() throws Exception {
        Path home = Files.createDirectories(place.resolve("data"));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<EmbeddedPostgres> starting = pool.submit(() -> EmbeddedPostgres.start(settings()));
            Set<String> seen = new TreeSet<>();
            while (!starting.isDone()) {
                seen.addAll(permissions(home, "init*.pw"));
                Thread.sleep(1);
            }
            starting.get().close();
            assertThat(seen).containsExactly("rw-------");
        } finally {
            pool.shutdown();
        }
    }

    private static List<String> permissions(Path home, String names) throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home, names)) {
            for (Path file : files) {
                found.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        } catch (NoSuchFileException gone) {
            return found;
        }
        return found;
    }

    /** A kill at any moment of the first start leaves no half-made directory that later starts would take for a whole one. */
    @Test
    void theDataDirectoryIsThereWholeOrNotAtAll() throws Exception {
        Path data = place.resolve("data/pg");
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<EmbeddedPostgres> starting = pool.submit(() -> EmbeddedPostgres.start(settings()));
            await().until(() -> Files.exists(data.resolve("PG_VERSION")) || starting.isDone());
            assertThat(data.resolve("base/5"))
                    .as("the database that is created last")
                    .exists();
            starting.get().close();
        } finally {
            pool.shutdown();
        }
    }

    /** The password for a new server lies beside its directory, for all to read, while that is made. */
    @Test
    void whatAKilledFirstStartLeftIsCleared() throws Exception {
        Path home = Files.createDirectories(place.resolve("data"));
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        List<Path> left = List.of(
                Files.createDirectory(home.resolve("creating-4711")), Files.createFile(home.resolve("init4712.pw")));
        for (Path each : left) {
            Files.setLastModifiedTime(each, before);
        }
        EmbeddedPostgres.start(settings()).close();
        assertThat(left).allSatisfy(each -> assertThat(each).doesNotExist());
    }

    /** An application that was killed while its server was starting leaves a server that is not ready yet. */
    @Test
    void aServerStillStartingIsAdoptedToo() throws Exception {
        DatabaseSettings settings = settings();
        EmbeddedPostgres.start(settings).close();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<EmbeddedPostgres> one = pool.submit(() -> EmbeddedPostgres.start(settings));
            Future<EmbeddedPostgres> two = pool.submit(() -> EmbeddedPostgres.start(settings));
            try (EmbeddedPostgres started = one.get()) {
                assertThat(two.get().pid()).isEqualTo(started.pid());
            }
        } finally {
            pool.shutdown();
        }
    }

    /** Between the lock file's making and its first line another start finds it empty. */
    @Test
    void aLockFileStillEmptyIsWaitedFor() throws Exception {
        DatabaseSettings settings = settings();
        EmbeddedPostgres.start(settings).close();
        Path lock = Files.createFile(place.resolve("data/pg/postmaster.pid"));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<EmbeddedPostgres> starting = pool.submit(() -> EmbeddedPostgres.start(settings));
            await().until(() -> starting.isDone()
                    || Files.readString(place.resolve("data/postgres.log")).contains("is empty"));
            Files.delete(lock);
            starting.get().close();
        } finally {
            pool.shutdown();
        }
    }

    /** A new password would open nothing, and lie where the right one is to be put back. */
    @Test
    void dataWhoseKeysAreNotThereGetNoNewPassword() throws Exception {
        EmbeddedPostgres.start(settings()).close();
        Files.delete(place.resolve("keys/database.password"));
        refused("keys_missing", () -> EmbeddedPostgres.start(settings()));
        assertThat(place.resolve("keys/database.password")).doesNotExist();
    }

    @Test
    void aServerThatCannotStartSaysWhyAtOnce() throws Exception {
        EmbeddedPostgres.start(settings()).close();
        Files.delete(place.resolve("data/pg/global/pg_control"));
        Instant asked = Instant.now();
        assertThatThrownBy(() -> EmbeddedPostgres.start(settings())).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("database_not_started");
            assertThat(refusal.details().toString()).contains("global/pg_control", "postgres.log");
        });
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aDatabaseThatCannotBeMadeSaysWhy() throws Exception {
        Files.createDirectories(place.resolve("keys"));
        Files.createFile(place.resolve("keys/database.password"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(settings())).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("database_not_made");
            assertThat(refusal.details().toString()).contains("initdb.log", "password file", "is empty");
        });
        try (Stream<Path> left = Files.list(place.resolve("data"))) {
            assertThat(left).allMatch(file -> file.endsWith("initdb.log"));
        }
    }

    /** As one that meets a full disk and then does not come out of its own recovery. */
    @Test
    void aServerThatDoesNotStopWhenAskedIsMadeTo() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(settings());
        try (Connection connection = server.connect()) {
            long session = JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("select pg_backend_pid()")
                    .query(Long.class)
                    .single();
            new ProcessBuilder("kill", "-STOP", Long.toString(session)).start().waitFor();
            server.close(Duration.ofSeconds(2));
        }
        assertThat(ProcessHandle.of(server.pid())).isEmpty();
        EmbeddedPostgres.start(settings()).close();
    }

    @Test
    void aServerGoesOnWritingItsLogAfterThatWasRolled() throws Exception {
        Path log = place.resolve("data/postgres.log");
        Files.createDirectories(log.getParent());
        Files.write(log, new byte[(int) RolledLog.LARGE + 1]);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings())) {
            assertThat(log).as("rolled at the start").content().contains("starting PostgreSQL");
            Files.write(log, new byte[(int) RolledLog.LARGE + 1], StandardOpenOption.APPEND);
            server.rollLog();
            assertThatThrownBy(() -> jdbc(server).sql("select not_there").update());
        }
        assertThat(log)
                .content()
                .doesNotContain("starting PostgreSQL", "\0")
                .contains("not_there", "database system is shut down");
    }

    @Test
    void nobodyGetsInWithoutThePassword() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings())) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), "guess"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void unsafeSettingsAreRefused() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings())) {
            DriverManagerDataSource source =
                    new DriverManagerDataSource(server.url(), server.user(), server.password());
            assertThat(DurabilityCheck.faults(source)).isEmpty();
            jdbc(server).sql("alter system set synchronous_commit = off").update();
            jdbc(server).sql("alter role tongzhou set synchronous_commit = off").update();
            refused("database_unsafe", List.of("synchronous_commit = off"), () -> DurabilityCheck.require(source));
        }
    }

    private DatabaseSettings settings() {
        return DatabaseSettings.fromEnvironment(Map.of(
                "TONGZHOU_HOME",
                place.resolve("data").toString(),
                "TONGZHOU_KEYS",
                place.resolve("keys").toString(),
                "TONGZHOU_CACHE",
                DatabaseSettings.fromEnvironment(System.getenv()).cache().toString()));
    }

    private static JdbcClient jdbc(EmbeddedPostgres server) {
        return JdbcClient.create(new DriverManagerDataSource(server.url(), server.user(), server.password()));
    }
}
