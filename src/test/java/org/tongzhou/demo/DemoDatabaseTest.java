package org.tongzhou.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.tongzhou.testing.Refused.refused;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.RoomMigrations;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.testing.TestDatabase;

/** The demonstration plays in a database of its own, and in no fund's. */
class DemoDatabaseTest {
    @TempDir
    Path keys;

    private DatabaseSettings settings;
    private Databases databases;

    @BeforeEach
    void aDatabase() {
        DatabaseSettings fresh = TestDatabase.fresh();
        settings = new DatabaseSettings(
                fresh.home(), keys, fresh.cache(), fresh.url(), fresh.user(), fresh.password(), fresh.poolSize());
        databases = Databases.open(settings);
    }

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void anEmptyDatabaseMayBecomeTheDemonstrations() {
        assertThatCode(this::ask).doesNotThrowAnyException();
        RoomMigrations.run(databases.source());
        assertThatCode(this::ask).doesNotThrowAnyException();
    }

    @Test
    void aFundsOwnIsRefusedByItsPlace() {
        anAdministratorOf(43);
        refused("demo_elsewhere", List.of(settings.place()), this::ask);
    }

    @Test
    void theDemonstrationsOwnIsTakenUpAgain() {
        anAdministratorOf(42);
        jdbc().sql("insert into demo.clock (fund, at) values (42, '2026-02-10 09:00+08')")
                .update();
        assertThatCode(this::ask).doesNotThrowAnyException();
    }

    /** An empty database hides that the rest of the place is a fund's. */
    @Test
    void keysThatNoDemonstrationHasUsedAreNotTaken() throws Exception {
        Files.writeString(keys.resolve("tongzhou.keys"), "a fund's");
        refused("demo_with_keys", List.of(keys.toString()), this::ask);
        refused("demo_with_keys", () -> DemoDatabase.requireOwn(yetToBeMade(), any -> {}));
        Files.writeString(keys.resolve("demo-bank.secret"), "the demonstration's");
        assertThatCode(this::ask).doesNotThrowAnyException();
    }

    @Test
    void whoeverElseKnowsThePlaceIsAskedToo() {
        Refusal elsewhere = Refusal.conflict("home_of_another_fund");
        refused(
                "home_of_another_fund",
                () -> DemoDatabase.requireOwn(settings, database -> {
                    throw elsewhere;
                }));
    }

    private void ask() {
        DemoDatabase.requireOwn(settings, database -> {});
    }

    private DatabaseSettings yetToBeMade() {
        return DatabaseSettings.fromEnvironment(
                Map.of("TONGZHOU_HOME", keys.resolve("home").toString(), "TONGZHOU_KEYS", keys.toString()));
    }

    private void anAdministratorOf(int fund) {
        RoomMigrations.run(databases.source());
        jdbc().sql("""
                        insert into access.account
                            (fund, kind, login, name, path, password_hash, must_change, created_at, created_by)
                        values (:fund, 'person', 'admin', '管理员', :path, 'x', true, '2026-02-10 09:00+08', 0)""").params(Map.of("fund", fund, "path", "/" + fund + "/")).update();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(databases.source());
    }
}
