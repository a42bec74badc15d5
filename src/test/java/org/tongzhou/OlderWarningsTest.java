package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.Databases;
import org.tongzhou.testing.TestDatabase;

/** A warning of an heir that waits while the version changes is not put off with the day's other messages either. */
class OlderWarningsTest {
    @Test
    void anOlderWarningThatWaitsStillAlwaysLeaves() {
        try (Databases database = Databases.open(TestDatabase.fresh())) {
            JdbcClient jdbc = JdbcClient.create(database.source());
            OlderRooms.make(database.source(), "notice", "8");
            jdbc.sql("""
                    set session_replication_role = replica;
                    insert into notice.sms (fund, message, person, template, due_at) values
                        (42, 1, 5, 'HEIR_CHANGED', now()), (42, 2, 5, 'CLAIM_APPROVED', now()), (42, 3, 5, 'ACCOUNT_CODE', now());
                    set session_replication_role = default;
                    """).update();
            RoomMigrations.make(database.source(), Map.of("notice", "latest"));
            assertThat(jdbc.sql("select template from notice.sms where always_leaves order by id")
                            .query(String.class)
                            .list())
                    .containsExactly("HEIR_CHANGED", "ACCOUNT_CODE");
        }
    }
}
