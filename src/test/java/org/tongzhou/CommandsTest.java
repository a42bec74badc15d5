package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.TestDatabase;

/** The shell hears whether a command was done. */
class CommandsTest {
    @TempDir
    Path place;

    private final PrintStream before = System.out;
    private String[] check = {};

    @BeforeEach
    void aRosterThatIsRead(@TempDir Path directory) throws IOException {
        Path roster = Files.writeString(
                directory.resolve("roster.csv"), "姓名,证件号码,手机号码,住院医疗\n张三,420281196502111152,13800000000,1\n");
        check = new String[] {"check", roster.toString(), "--on", "2026-02-10"};
    }

    @AfterEach
    void putBack() {
        System.setOut(before);
    }

    @Test
    void whatIsWrittenWholeIsDone() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        System.setOut(new PrintStream(whole, false, StandardCharsets.UTF_8));
        assertThat(new Commands(Map.of()).run("roster", check)).isZero();
        assertThat(whole.toString(StandardCharsets.UTF_8)).contains("\"rows\"");
    }

    @Test
    void aCommandWhoseAnswerIsCutShortSaysThatItWasNotDone() {
        System.setOut(new PrintStream(new FullDisk(), false, StandardCharsets.UTF_8));
        assertThat(new Commands(Map.of()).run("roster", check)).isEqualTo(70);
    }

    /** For who looks at a fund's database, or copies it, none is made. */
    @Test
    void aPlaceWithoutADatabaseIsRefusedAndLeftAsItIs() {
        for (List<String> command : looking()) {
            refused("fund_none", List.of(home()), () -> answer(command, environment()));
            assertThat(place).as(command.get(0)).isEmptyDirectory();
        }
    }

    /** An empty fund's books are clean and its copy is whole: nobody would see that they are not the fund's. */
    @Test
    void aDatabaseWithoutAFundIsRefusedAsThatBeforeItsVersionIsAsked() {
        DatabaseSettings settings = TestDatabase.fresh();
        try (Databases databases = Databases.open(settings)) {
            allRefused("fund_none", settings.place(), settings);
            RoomMigrations.run(databases.source());
            allRefused("fund_none", settings.place(), settings);
        }
    }

    @Test
    void anOlderDatabaseIsRefused() {
        DatabaseSettings settings = TestDatabase.fresh();
        try (Databases databases = Databases.open(settings)) {
            RoomMigrations.run(databases.source());
            JdbcClient jdbc = JdbcClient.create(databases.source());
            openAFund(42, jdbc);
            anOlderOne(jdbc);
            allRefused("database_older", "flyway_demo", settings);
        }
    }

    /** It would have gone on with what the recovery made it forget. */
    @Test
    void aRecoveryIsNotFinishedWhileASiteWorks() throws Exception {
        DatabaseSettings settings = TestDatabase.fresh();
        List<String> recovered = List.of("recovered", "2026-11-21T06:53:51Z");
        ScheduledExecutorService site = Executors.newSingleThreadScheduledExecutor();
        try (Databases databases = Databases.open(settings)) {
            RoomMigrations.run(databases.source());
            JdbcClient jdbc = JdbcClient.create(databases.source());
            openAFund(42, jdbc);
            renewLease(jdbc);
            site.scheduleWithFixedDelay(() -> renewLease(jdbc), 1, 1, TimeUnit.SECONDS);
            refused("site_runs", List.of(settings.place()), () -> answer(recovered, environment(settings)));
            assertThat(jdbc.sql("select count(*) from audit.entry")
                            .query(Long.class)
                            .single())
                    .isZero();
        } finally {
            site.shutdownNow();
        }
    }

    private static void renewLease(JdbcClient jdbc) {
        jdbc.sql("""
                insert into access.job_lease (fund, name, holder, fence, until)
                values (42, 'audit.sealing', 'site', 1, clock_timestamp() + interval '10 seconds')
                on conflict (fund, name) do update set until = excluded.until""").update();
    }

    /** As where a variable that was to name it is not set: nobody means the directory where they stand. */
    @Test
    void anEmptyNameOfADirectoryIsWrongUsage() {
        Commands commands = new Commands(environment());
        assertThat(commands.run("backup", new String[] {""})).isEqualTo(64);
        assertThat(commands.run("restore", new String[] {" "})).isEqualTo(64);
        assertThat(commands.run("export", new String[] {"", "--as", "admin"})).isEqualTo(64);
        assertThat(commands.run("administrator", new String[] {""})).isEqualTo(64);
    }

    /** Books without a day would be empty, and look whole. */
    @Test
    void aLastDayBeforeTheFirstIsWrongUsage() {
        String[] reversed = {"export", "--from", "2026-02-01", "--to", "2026-01-31"};
        assertThat(new Commands(environment()).run("journal", reversed)).isEqualTo(64);
    }

    /** An upgrade would not help: a forgotten setting led here. */
    @Test
    void booksAreNotThoseOfAnotherFundWhateverTheVersion() {
        DatabaseSettings settings = TestDatabase.fresh();
        try (Databases databases = Databases.open(settings)) {
            RoomMigrations.run(databases.source());
            JdbcClient jdbc = JdbcClient.create(databases.source());
            openAFund(43, jdbc);
            refused("fund_elsewhere", () -> answer(List.of("journal", "export"), environment(settings)));
            anOlderOne(jdbc);
            refused("fund_elsewhere", () -> answer(List.of("journal", "export"), environment(settings)));
        }
    }

    private static void anOlderOne(JdbcClient jdbc) {
        jdbc.sql("delete from flyway_demo where version = '1'").update();
    }

    private List<List<String>> looking() {
        return List.of(
                List.of("verify"),
                List.of("journal", "export"),
                List.of("backup", place.resolve("copy").toString()),
                List.of("recovered", "2026-11-21T06:53:51Z"));
    }

    private void allRefused(String code, String detail, DatabaseSettings settings) {
        looking().forEach(command -> refused(code, List.of(detail), () -> answer(command, environment(settings))));
    }

    private static void answer(List<String> command, Map<String, String> environment) throws IOException {
        String[] rest = command.subList(1, command.size()).toArray(String[]::new);
        new Commands(environment).answer(command.get(0), rest, Words.ZH);
    }

    private String home() {
        return place.resolve("home").toString();
    }

    private Map<String, String> environment() {
        return Map.of(
                "TONGZHOU_HOME", home(), "TONGZHOU_KEYS", place.resolve("keys").toString());
    }

    private Map<String, String> environment(DatabaseSettings settings) {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("TONGZHOU_DB_URL", String.valueOf(settings.url()));
        environment.put("TONGZHOU_DB_USER", settings.user());
        environment.put("TONGZHOU_DB_PASSWORD", settings.password());
        return environment;
    }

    private static void openAFund(int fund, JdbcClient jdbc) {
        jdbc.sql("""
                insert into access.account
                    (fund, kind, login, name, path, password_hash, must_change, created_at, created_by)
                values (:fund, 'person', 'admin', '管理员', :path, 'x', true, '2026-02-10 09:00+08', 0)""").params(Map.of("fund", fund, "path", "/" + fund + "/")).update();
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
