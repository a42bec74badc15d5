package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.Databases;
import org.tongzhou.testing.TestDatabase;

/** Leases of an earlier version, which had one for all funds of a database, go on with their numbers in each. */
class OlderLeasesTest {
    @Test
    void everyFundHasThemWithTheNumberThatTheyHad() {
        try (Databases database = Databases.open(TestDatabase.fresh())) {
            JdbcClient jdbc = JdbcClient.create(database.source());
            OlderRooms.make(database.source(), "access", "9");
            jdbc.sql("""
                    insert into access.account
                        (fund, kind, login, name, path, password_hash, must_change, created_at, created_by)
                    select fund, 'person', 'admin', '管理员', '/' || fund || '/', 'x', true, '2026-02-10 09:00+08', 0
                    from unnest(array[42, 43]) fund;
                    insert into access.job_lease (name, holder, fence, until)
                    values ('audit.sealing', 'site', 7, '2026-02-10 09:00+08')
                    """).update();
            RoomMigrations.make(database.source(), Map.of("access", "latest"));
            assertThat(jdbc.sql("select fund || ' ' || name || ' ' || fence from access.job_lease order by fund")
                            .query(String.class)
                            .list())
                    .containsExactly("42 audit.sealing 7", "43 audit.sealing 7");
        }
    }
}
