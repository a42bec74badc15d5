package org.tongzhou.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.tongzhou.testing.Refused.refused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.RoomMigrations;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.testing.TestDatabase;

/** The demonstration plays in a database of its own, and in no fund's. */
class DemoDatabaseTest {
    private final DatabaseSettings settings = TestDatabase.fresh();
    private final Databases databases = Databases.open(settings);

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

    private void ask() {
        DemoDatabase.requireOwn(databases.source(), settings.place());
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
