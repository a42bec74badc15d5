package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Patience.await;
import static org.tongzhou.testing.Refused.refused;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.Busy;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.TestDatabase;

/** Whoever runs the system reads a sentence of what is the matter, whatever it is wrapped in. */
class FailureTest {
    private static final Words EN = Words.of(Words.EN);

    @Test
    void aRefusalAmongTheCausesIsSaid() {
        Throwable wrapped = new BeanCreationException("vault", "", Refusal.conflict("keys_do_not_fit"));
        assertThat(Failure.sentence(wrapped, EN)).contains("Put back its own tongzhou.keys");
        assertThat(new StartFailures().analyze(wrapped)).isNotNull();
    }

    @Test
    void anythingElseIsItsInnermostCause() {
        assertThat(Failure.sentence(new IllegalStateException("x", new IOException("Connection reset")), EN))
                .isEqualTo("Not done: Connection reset");
        assertThat(new StartFailures().analyze(new IllegalStateException("x"))).isNull();
    }

    @Test
    void whatThereIsNoTimeForNowIsSaidAsOnAPage() {
        assertThat(Failure.sentence(new IllegalStateException("x", new Busy("paper_reader_busy")), EN))
                .startsWith("Many people are uploading now.");
    }

    @Test
    void aFullDiskIsCalledSoWhoeverMetIt() {
        for (Exception full : List.of(
                new IOException("No space left on device"),
                new FileSystemException("/x/a", null, "No space left on device"),
                new SQLException("could not extend file", "53100"))) {
            assertThat(Failure.sentence(new IllegalStateException("x", full), EN))
                    .contains("disk is full");
            assertThat(Failure.sentence(full, Words.of(Words.ZH))).contains("磁盘满了");
            assertThat(new StartFailures().analyze(full)).isNotNull();
        }
    }

    @Test
    void aDatabaseThatEndsAtWorkIsCalledSo() {
        Throwable lost = new IllegalStateException("x", new SQLException("An I/O error occurred", "08006"));
        assertThat(Failure.sentence(lost, EN)).contains("connection to the database broke", "postgres.log");
        assertThat(new StartFailures().analyze(lost)).isNotNull();
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() {
        Throwable missing = new IllegalStateException("x", new NoSuchFileException("/proc/pq.part"));
        assertThat(Failure.sentence(missing, EN)).contains("/proc/pq.part", "TONGZHOU_HOME");
        assertThat(new StartFailures().analyze(missing)).isNotNull();
    }

    @Test
    void aPortInUseIsSaidInTheLanguageOfTheTerminal() {
        Throwable busy = new ApplicationContextException("x", new PortInUseException(8123));
        assertThat(Failure.sentence(busy, EN)).contains("8123", "TONGZHOU_PORT", "in use");
        assertThat(Failure.sentence(busy, Words.of(Words.ZH))).contains("8123", "TONGZHOU_PORT", "占用");
        assertThat(new StartFailures().analyze(busy)).isNotNull();
    }

    @Test
    void aPortThatIsNoneIsSaidBeforeAnythingStarts() {
        Port.requireUsable(Map.of());
        Port.requireUsable(Map.of("TONGZHOU_PORT", "65535"));
        for (String none : List.of("abc", "", "-1", "65536", "8080 ")) {
            refused("port_unusable", List.of(none), () -> Port.requireUsable(Map.of("TONGZHOU_PORT", none)));
        }
    }

    @Test
    void aSiteThatCannotWriteItsDirectorySaysSoInOneSentence(@TempDir Path place) throws Exception {
        Files.writeString(place.resolve("home"), "a file, where the directory should be");
        Process site = command(place, "serve");
        String said = new String(site.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                + new String(site.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(site.waitFor()).isEqualTo(70);
        assertThat(said)
                .contains("home", "TONGZHOU_HOME")
                .doesNotContain("\tat ")
                .hasLineCount(1);
    }

    /** All that is missing at once, before a database or keys are made. */
    @Test
    void aSiteThatIsNotReadyForProductionMakesNothing(@TempDir Path place) throws Exception {
        Process site = command(place, Map.of("TONGZHOU_PROFILE", "production"), "serve");
        String said = new String(site.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                + new String(site.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(site.waitFor()).isEqualTo(70);
        assertThat(said)
                .contains("these do not meet what it asks for: TONGZHOU_DB_URL, TONGZHOU_FEEACCOUNT_NAME,")
                .doesNotContain("\tat ");
        assertThat(place.resolve("home/pg")).doesNotExist();
        assertThat(place.resolve("keys")).doesNotExist();
    }

    @Test
    void aSimulatedHouseThatDoesNotOpenEndsWithTheSameCode(@TempDir Path place) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process house = command(
                    place,
                    Map.of("TONGZHOU_IDENTITY_SECRET", "of the line"),
                    "simulator",
                    "identity",
                    "--port",
                    Integer.toString(taken.getLocalPort()));
            assertThat(house.waitFor()).isEqualTo(70);
        }
    }

    @Test
    void aCommandThatFailsEndsWithACodeOfItsOwn(@TempDir Path place) throws Exception {
        Process command = command(place, "rotate-keys", "new");
        String said = new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor()).isEqualTo(70);
        assertThat(said).contains("tongzhou.keys").doesNotContain("\tat ");
    }

    @Test
    void noCommandIsSilentWhenTheDatabaseIsNotThere(@TempDir Path place) throws Exception {
        Process command = command(place, "import", place.resolve("x.csv").toString(), "--as", "admin");
        String said = new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor()).isEqualTo(70);
        assertThat(said).contains("TONGZHOU_DB_URL").doesNotContain("\tat ");
    }

    /** The server ends the connection while the books are read. */
    @Test
    void booksThatBreakOffHalfWayAreNotDone(@TempDir Path place) throws Exception {
        DatabaseSettings settings = TestDatabase.fresh();
        DataSource database = new DriverManagerDataSource(settings.url(), settings.user(), settings.password());
        RoomMigrations.run(database);
        openAFund(JdbcClient.create(database));
        try (Connection holder = database.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table ledger.journal");
            Process command = command(place, environment(settings), "journal", "export");
            endWhoeverWaits(JdbcClient.create(database));
            String said = new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(command.waitFor()).isEqualTo(70);
            assertThat(said).contains("Not done: ").doesNotContain("\tat ").hasLineCount(1);
        }
    }

    /** Commands work on a fund that somebody administers. */
    private static void openAFund(JdbcClient jdbc) {
        jdbc.sql("""
                insert into access.account
                    (fund, kind, login, name, path, password_hash, must_change, created_at, created_by)
                values (42, 'person', 'admin', '管理员', '/42/', 'x', true, '2026-02-10 09:00+08', 0)\
                """).update();
    }

    private static Map<String, String> environment(DatabaseSettings settings) {
        return Map.of(
                "TONGZHOU_DB_URL", String.valueOf(settings.url()),
                "TONGZHOU_DB_USER", settings.user(),
                "TONGZHOU_DB_PASSWORD", settings.password());
    }

    private static void endWhoeverWaits(JdbcClient jdbc) {
        await().until(() -> !jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")
                .query(Boolean.class)
                .list()
                .isEmpty());
    }

    private static Process command(Path place, String... words) throws IOException {
        return command(place, Map.of("TONGZHOU_DB_URL", "jdbc:postgresql://127.0.0.1:1/x"), words);
    }

    private static Process command(Path place, Map<String, String> database, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Tongzhou.class.getName()));
        line.addAll(List.of(words));
        ProcessBuilder java = new ProcessBuilder(line).directory(place.toFile());
        java.environment().put("TONGZHOU_HOME", place.resolve("home").toString());
        java.environment().put("TONGZHOU_KEYS", place.resolve("keys").toString());
        java.environment().putAll(database);
        java.environment().put("TONGZHOU_LANG", "en");
        return java.start();
    }
}
