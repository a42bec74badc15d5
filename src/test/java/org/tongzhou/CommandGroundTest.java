package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.TestDatabase;

/** A command does its own errand on the fund's database, and nothing that belongs to the start of a site. */
class CommandGroundTest {
    private final DatabaseSettings settings = TestDatabase.fresh();

    @BeforeEach
    void aFundWithAnAdministrator() {
        try (Databases databases = Databases.open(settings)) {
            RoomMigrations.run(databases.source());
            JdbcClient.create(databases.source()).sql("""
                            insert into access.account
                                (fund, kind, login, name, path, password_hash, must_change, created_at, created_by)
                            values (42, 'person', 'admin', '管理员', '/42/', 'x', true, '2026-02-10 09:00+08', 0)""").update();
        }
    }

    @Test
    void noPlansComeWithIt() {
        try (ConfigurableApplicationContext house = open()) {
            assertThat(count(house, "catalogue.plan_version")).isZero();
        }
    }

    private ConfigurableApplicationContext open() {
        return CommandGround.open(settings, new PrintStream(OutputStream.nullOutputStream()), Words.of(Words.ZH));
    }

    private static long count(ConfigurableApplicationContext house, String table) {
        return house.getBean(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
