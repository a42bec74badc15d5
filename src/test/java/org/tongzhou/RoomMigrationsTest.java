package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.Databases;
import org.tongzhou.testing.TestDatabase;

/** A program brings the schema up to its own version, never works with a newer one, and never while a site works with the older one. */
class RoomMigrationsTest {
    private final Databases database = Databases.open(TestDatabase.fresh());
    private final DataSource source = database.source();
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final ScheduledExecutorService site = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void aDatabaseOfAnOlderProgram() {
        Map<String, String> older = new java.util.HashMap<>();
        RoomMigrations.ORDER.forEach(room -> older.put(room, "latest"));
        older.put("access", "6");
        RoomMigrations.make(source, older);
    }

    @AfterEach
    void close() {
        site.shutdownNow();
        database.close();
    }

    @Test
    void aNewerDatabaseIsLeftAlone() {
        RoomMigrations.run(source);
        jdbc.sql("""
            insert into flyway_claim (installed_rank, version, description, type, script, checksum, installed_by,
                execution_time, success)
            values (900, '900', 'later', 'SQL', 'V900__later.sql', 1, 'later', 1, true)\
            """).update();
        refused("database_newer", List.of("flyway_claim 900"), () -> RoomMigrations.run(source));
    }

    /** Flyway itself sees it only when it comes to that room, with those before upgraded already. */
    @Test
    void aDatabaseThatOtherStepsMadeIsLeftAlone() {
        jdbc.sql("update flyway_claim set checksum = 1 where version = '2'").update();
        refused("database_differs", List.of("flyway_claim 2"), () -> RoomMigrations.run(source));
        assertThat(newestOfAccess()).isEqualTo("6");
    }

    /** Commands such as verify do not upgrade, and would stumble over tables that are not there. */
    @Test
    void whoOnlyLooksRefusesADatabaseOfAnotherVersion() {
        refused("database_older", List.of("flyway_access"), () -> RoomMigrations.requireCurrent(source));
        assertThat(newestOfAccess()).isEqualTo("6");
        RoomMigrations.run(source);
        RoomMigrations.requireCurrent(source);
        jdbc.sql("""
            insert into flyway_claim (installed_rank, version, description, type, script, checksum, installed_by,
                execution_time, success)
            values (900, '900', 'later', 'SQL', 'V900__later.sql', 1, 'later', 1, true)\
            """).update();
        refused("database_newer", List.of("flyway_claim 900"), () -> RoomMigrations.requireCurrent(source));
    }

    @Test
    void aDatabaseWithARoomThatThisProgramHasNeverHadIsLeftAlone() {
        RoomMigrations.run(source);
        jdbc.sql("create table flyway_pension (like flyway_claim)").update();
        refused("database_newer", List.of("flyway_pension"), () -> RoomMigrations.run(source));
    }

    @Test
    void aSiteAtWorkKeepsItsSchema() {
        lease("10 seconds");
        site.scheduleWithFixedDelay(() -> lease("10 seconds"), 1, 1, TimeUnit.SECONDS);
        refused("sites_at_work", List.of(), () -> RoomMigrations.run(source));
        assertThat(newestOfAccess()).isEqualTo("6");
    }

    /** As where two sites are started, one after the other, on a database of before. */
    @Test
    void whoComesWhileAnotherUpgradesStartsBesideIt() {
        lease("10 seconds");
        site.schedule(() -> RoomMigrations.make(source, Map.of("access", "latest")), 1, TimeUnit.SECONDS);
        site.scheduleWithFixedDelay(this::leaseOfAFund, 2, 1, TimeUnit.SECONDS);
        RoomMigrations.run(source);
        RoomMigrations.requireCurrent(source);
    }

    @Test
    void aSiteThatWasKilledIsWaitedFor() {
        lease("3 seconds");
        RoomMigrations.run(source);
        RoomMigrations.requireCurrent(source);
    }

    /** As sites of this program have them. */
    private void leaseOfAFund() {
        jdbc.sql("""
            insert into access.job_lease (fund, name, holder, fence, until)
            values (42, 'audit.seal', 'site', 1, clock_timestamp() + interval '10 seconds')
            on conflict (fund, name) do update set until = excluded.until\
            """).update();
    }

    private void lease(String span) {
        jdbc.sql("""
            insert into access.job_lease (name, holder, fence, until)
            values ('audit.seal', 'site', 1, clock_timestamp() + ?::interval)
            on conflict (name) do update set until = excluded.until\
            """).param(span).update();
    }

    private String newestOfAccess() {
        return jdbc.sql("select version from flyway_access order by installed_rank desc limit 1")
                .query(String.class)
                .single();
    }
}
