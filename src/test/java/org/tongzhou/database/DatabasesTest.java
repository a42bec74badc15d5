package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of all who use the server of one data directory at once, only the last one stops it. */
class DatabasesTest {
    @TempDir
    Path place;

    @Test
    void aSecondSiteThatEndsLeavesTheServerToTheFirst() throws Exception {
        try (Databases first = Databases.open(settings())) {
            Databases.open(settings()).close();
            assertThat(answers(first)).isTrue();
        }
        assertThat(server()).isEmpty();
    }

    @Test
    void aCommandThatStartedTheServerLeavesItToTheSiteThatCame() throws Exception {
        Databases command = Databases.open(settings());
        Databases site = Databases.open(settings());
        command.close();
        assertThat(answers(site)).isTrue();
        site.close();
        assertThat(server()).isEmpty();
    }

    @Test
    void anotherProcessCountsUntilItIsGone() throws Exception {
        Process other = otherProcess();
        assertThat(other.inputReader().lines().anyMatch("open"::equals)).isTrue();
        Databases.open(settings()).close();
        assertThat(server()).isPresent();

        other.destroyForcibly().waitFor();
        assertThat(server()).isPresent();
        Databases.open(settings()).close();
        assertThat(server()).isEmpty();
    }

    @Test
    void whoTakesTheCallAndSaysNothingIsNoDatabase() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            DatabaseSettings settings = DatabaseSettings.fromEnvironment(Map.of(
                    "TONGZHOU_HOME",
                    place.toString(),
                    "TONGZHOU_DB_URL",
                    "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/x"));
            CompletableFuture<Databases> opened = CompletableFuture.supplyAsync(() -> Databases.open(settings));
            assertThatThrownBy(() -> opened.get(60, TimeUnit.SECONDS)).hasRootCauseInstanceOf(SQLException.class);
        }
    }

    @Test
    void aServerThatWasKilledIsStartedAgain() throws Exception {
        try (Databases site = Databases.open(settings())) {
            for (int times = 0; times < 2; times++) {
                long killed = server().orElseThrow().pid();
                ProcessHandle.of(killed).orElseThrow().destroyForcibly();
                await().until(() ->
                        server().filter(another -> another.pid() != killed).isPresent());
                await().ignoreExceptions().until(() -> answers(site));
            }
        }
        assertThat(server()).isEmpty();
    }

    /** As on a volume that was lost, or moved aside for a copy to be put in its place. */
    @Test
    void dataThatAreGoneAreNotMadeAnewBelowTheSite() throws Exception {
        Path data = settings().home().resolve("pg");
        try (Databases site = Databases.open(settings())) {
            long killed = server().orElseThrow().pid();
            Path aside = Files.move(data, place.resolve("aside"));
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            await().during(Duration.ofSeconds(3)).until(() -> Files.notExists(data));
            Files.move(aside, data);
            await().ignoreExceptions().until(() -> answers(site));
        }
    }

    /** A service's own stop goes to all its processes at once. */
    @Test
    void aServerThatIsStoppedWithTheSiteStaysSo() throws Exception {
        Databases site = Databases.open(settings());
        ProcessHandle.of(server().orElseThrow().pid()).orElseThrow().destroy();
        site.close();
        await().during(Duration.ofSeconds(2)).until(this::server, Optional::isEmpty);
        assertThat(place.resolve("data/postgres.log")).content().containsOnlyOnce("starting PostgreSQL");
    }

    private Process otherProcess() throws IOException {
        ProcessBuilder java = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName()));
        java.environment().putAll(environment());
        return java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Says that it is open and stays so until it is killed. */
    static final class Other {
        public static void main(String[] args) throws IOException {
            Databases.open(DatabaseSettings.fromEnvironment(System.getenv()));
            System.out.println("open");
            System.in.read();
        }
    }

    private static boolean answers(Databases databases) {
        return JdbcClient.create(databases.source())
                .sql("select true")
                .query(Boolean.class)
                .single();
    }

    private Optional<Postmaster> server() throws IOException {
        return Postmaster.live(settings().home().resolve("pg"));
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
                                .toString());
    }
}
