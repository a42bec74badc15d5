package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.testing.TestDatabase;

/** A site whose address of the database was forgotten does not begin another fund over the papers of the first. */
class HomeTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void whereNothingLiesADatabaseMayBeMade() throws Exception {
        mayStart();
        Files.createDirectories(home.resolve("files/42"));
        Files.createDirectories(home.resolve("logs"));
        Files.writeString(home.resolve("logs/tongzhou.log"), "{}");
        mayStart();
    }

    @Test
    void whereAFundsPapersLieNoneIsMade() throws Exception {
        Path folder = Files.createDirectories(home.resolve("files/42/0a"));
        Files.writeString(folder.resolve("0a1b"), "sealed");
        isRefused();
        environment.put("TONGZHOU_DB_URL", "jdbc:postgresql://db.fund.cn/tongzhou");
        mayStart();
    }

    @Test
    void whereAFundsHeadsLieNoneIsMade() throws Exception {
        headsLie();
        isRefused();
    }

    @Test
    void itsOwnDatabaseIsStartedBesideThem() throws Exception {
        headsLie();
        Files.createDirectories(home.resolve("pg"));
        Files.writeString(home.resolve("pg/PG_VERSION"), "18");
        mayStart();
    }

    /** As after a restore that was refused because papers lay there, or where the address of another database was given. */
    @Test
    void whereAFundsPapersLieNoFundIsBegunInAnEmptyDatabaseEither() throws Exception {
        DatabaseSettings empty = TestDatabase.fresh();
        opens(empty);
        headsLie();
        isRefused(empty);
        RoomMigrations.make(source(empty), Map.of());
        isRefused(empty);
        openAFund(empty);
        opens(empty);
    }

    /** As when the site was killed in its first seconds: the heads are of what it had audited by then. */
    @Test
    void aFundThatWasKilledBeforeItsFirstAccountIsTakenUpAgain() throws Exception {
        DatabaseSettings begun = TestDatabase.fresh();
        RoomMigrations.make(source(begun), Map.of());
        headsLie();
        isRefused(begun);
        aPlanIsLoaded(begun);
        opens(begun);
    }

    @Test
    void aRestoreThatBrokeOffIsSaidToBeThat() throws Exception {
        DatabaseSettings half = TestDatabase.fresh();
        JdbcClient.create(source(half))
                .sql("create table public.tongzhou_restoring (since timestamptz not null)")
                .update();
        headsLie();
        refused("restore_broke_off", () -> opens(half));
    }

    private void opens(DatabaseSettings database) {
        new FundConfiguration.DatabaseConfiguration().databases(at(database)).close();
    }

    private void isRefused(DatabaseSettings database) {
        refused("home_of_another_fund", List.of(home.toString(), database.place()), () -> opens(database));
    }

    private DatabaseSettings at(DatabaseSettings there) {
        return new DatabaseSettings(
                home, there.keys(), there.cache(), there.url(), there.user(), there.password(), there.poolSize());
    }

    private static void aPlanIsLoaded(DatabaseSettings database) {
        JdbcClient.create(source(database)).sql("""
                        insert into audit.entry (fund, at, account, actor, path, action, subject, details, digest)
                        values (42, '2026-02-10 09:00+08', 0, 'system', '/42/', 'plan.loaded', 'plan:hospital', '{}',
                            decode(repeat('00', 32), 'hex'))""").update();
    }

    private static void openAFund(DatabaseSettings database) {
        JdbcClient.create(source(database)).sql("""
                        insert into access.account
                            (fund, kind, login, name, path, password_hash, must_change, created_at, created_by)
                        values (42, 'person', 'admin', '管理员', '/42/', 'x', true, '2026-02-10 09:00+08', 0)""").update();
    }

    private static DataSource source(DatabaseSettings there) {
        return new DriverManagerDataSource(Objects.requireNonNull(there.url()), there.user(), there.password());
    }

    /** The log would say in a trace that it cannot be opened, and the site would go on without one. */
    @Test
    void whereNoLogCanBeWrittenNothingStarts() throws Exception {
        settings();
        Home.requireWritable(environment, Tongzhou.LOG);
        assertThat(home.resolve("logs")).isEmptyDirectory();
        Files.createDirectory(home.resolve("logs/tongzhou.log"));
        isUnusable(home.resolve("logs/tongzhou.log"));
        Files.delete(home.resolve("logs/tongzhou.log"));
        Files.delete(home.resolve("logs"));
        Files.createFile(home.resolve("logs"));
        isUnusable(home.resolve("logs"));
    }

    /** A command that was once given as another user has left one that only that user may write. */
    @Test
    void theLogOfOthersHoldsNobodyUp() throws Exception {
        settings();
        Files.createDirectories(home.resolve("logs/import.log"));
        assertThatCode(() -> Home.requireWritable(environment, Tongzhou.LOG)).doesNotThrowAnyException();
    }

    /** As where all that is said goes to the output of a container. */
    @Test
    void aLogMayLeadElsewhere() throws Exception {
        settings();
        Files.createDirectories(home.resolve("logs"));
        Files.createSymbolicLink(home.resolve("logs/tongzhou.log"), Path.of("/dev/null"));
        assertThatCode(() -> Home.requireWritable(environment, Tongzhou.LOG)).doesNotThrowAnyException();
    }

    @Test
    void theLogThatIsTriedIsTheOneThatTheSiteWrites() throws Exception {
        assertThat(PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"))
                        .getProperty("logging.file.name"))
                .endsWith("/logs/" + Tongzhou.LOG);
    }

    private void isUnusable(Path file) {
        assertThatThrownBy(() -> Home.requireWritable(environment, Tongzhou.LOG))
                .satisfies(why -> {
                    Refusal known = Failure.known(why);
                    assertThat(known).isNotNull();
                    assertThat(known.code()).isEqualTo("file_unusable");
                    assertThat(known.details()).startsWith(file.toString());
                });
    }

    private void headsLie() throws IOException {
        Path heads = Files.createDirectories(home.resolve("heads"));
        Files.writeString(heads.resolve("42-audit"), "2026-02-10 1 00");
    }

    private void mayStart() {
        assertThatCode(() -> Home.requireOwn(settings())).doesNotThrowAnyException();
    }

    private void isRefused() {
        refused("home_of_another_database", List.of(home.toString()), () -> Home.requireOwn(settings()));
    }

    private DatabaseSettings settings() {
        environment.put("TONGZHOU_HOME", home.toString());
        environment.put("TONGZHOU_KEYS", home.resolve("keys").toString());
        return DatabaseSettings.fromEnvironment(environment);
    }
}
