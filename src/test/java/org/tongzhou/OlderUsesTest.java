package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.Databases;
import org.tongzhou.testing.TestDatabase;

/** What claims of an earlier version use of limits goes on counting, in the order in which they were filed or came back. */
class OlderUsesTest {
    @Test
    void claimsHaveTheirPlacesAndNewOnesComeBehind() {
        try (Databases database = Databases.open(TestDatabase.fresh())) {
            JdbcClient jdbc = JdbcClient.create(database.source());
            OlderRooms.make(database.source(), "claim", "18");
            written(jdbc);
            RoomMigrations.make(database.source(), Map.of("claim", "latest"));
            jdbc.sql("""
                    set session_replication_role = replica;
                    insert into claim.used (fund, claim, limit_name, period, fen) values (42, 9, 'a/b/1:stays', 'life', 1);
                    set session_replication_role = default;
                    """).update();
            assertThat(jdbc.sql("select claim || ': ' || fen from claim.used order by place")
                            .query(String.class)
                            .list())
                    .containsExactly("2: 20", "3: 30", "1: 10", "9: 1");
        }
    }

    /** The first was refused, and came back after the third was filed; the third was computed anew before the second. */
    private static void written(JdbcClient jdbc) {
        jdbc.sql("""
                        set session_replication_role = replica;
                        insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover,
                            lump_sum, state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on,
                            filed_at)
                            overriding system value
                            select 42, n, n, 'X' || n, 5, 7, '/42/u7/', 'hospital', '2025', n, false, 'REVIEW', 'COUNTY', '{COUNTY}',
                                false, 1, '', '2026-01-02', '2026-01-02', '2026-01-13', date '2026-01-02' + n
                            from generate_series(1, 3) n;
                        insert into claim.step (fund, claim, at, verb, level, state, actor_name, version, deciding, claimant, claim_unit)
                            values (42, 1, '2026-02-01', 'APPEALED', 'PROVINCE', 'REVIEW', 'x', 4, false, 5, 7);
                        insert into claim.used (fund, claim, limit_name, period, fen) values
                            (42, 3, 'a/b/1:stays', 'life', 30), (42, 1, 'a/b/1:stays', 'life', 10), (42, 2, 'a/b/1:stays', 'life', 20);
                        set session_replication_role = default;
                        """).update();
    }
}
