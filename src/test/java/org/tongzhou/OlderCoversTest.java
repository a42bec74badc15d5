package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.Databases;
import org.tongzhou.testing.TestDatabase;

/** What an earlier version wrote as covers that await their fee is found again as one line a person, and nothing else changes. */
class OlderCoversTest {
    private static final String ALL = """
            select person, plan, edition, units, fee_fen, submission, row_number, state, cover::text, continuous_since
            from %s order by person, submission, plan
            """;

    @Test
    void coversThatAwaitTheirFeeBecomeLinesAndSayTheSame() {
        try (Databases database = Databases.open(TestDatabase.fresh())) {
            JdbcClient jdbc = JdbcClient.create(database.source());
            OlderRooms.make(database.source(), "enrolment", "13");
            written(jdbc);
            List<Map<String, Object>> older =
                    jdbc.sql(ALL.formatted("enrolment.cover")).query().listOfRows();
            RoomMigrations.make(database.source(), Map.of("enrolment", "latest"));
            assertThat(jdbc.sql(ALL.formatted("enrolment.enrolled")).query().listOfRows())
                    .isEqualTo(older)
                    .hasSize(7);
            assertThat(jdbc.sql("select person, submission, row_number from enrolment.awaited order by 1, 2")
                            .query((row, n) -> row.getLong(1) + " " + row.getLong(2) + " " + row.getInt(3))
                            .list())
                    .containsExactly("1 10 2", "2 10 3", "4 10 5");
            assertThat(jdbc.sql("select id, covers_until from enrolment.submission order by id")
                            .query((row, n) -> row.getLong(1) + " " + row.getString(2))
                            .list())
                    .containsExactly("9 2026-03-01", "10 null");
            assertThat(jdbc.sql("select submission, ends from enrolment.ending where told_at is null")
                            .query((row, n) -> row.getLong(1) + " " + row.getString(2))
                            .list())
                    .containsExactly("9 2026-03-01");
            assertThat(jdbc.sql("select count(distinct no) from enrolment.choice where fund = 42 and submission = 10")
                            .query(Long.class)
                            .single())
                    .as("the second and the fourth chose alike")
                    .isEqualTo(2);
        }
    }

    /** Three people of a submission that awaits its fee, one of whom has a term in force, and one who gave up. */
    private static void written(JdbcClient jdbc) {
        jdbc.sql("""
                        set session_replication_role = replica;
                        insert into enrolment.submission (fund, id, unit, unit_path, kind, effective_day, people, total_fen, state,
                            enrolled_by, enrolled_at, matched_on) overriding system value values
                            (42, 9, 7, '/42/u7/', 'HISTORY', '2025-03-01', 1, 1, 'ACTIVE', 1, now(), '2025-02-28'),
                            (42, 10, 7, '/42/u7/', 'HISTORY', '2026-03-01', 2, 1, 'AWAITING', 1, now(), null);
                        insert into enrolment.cover (fund, person, plan, edition, units, unit, unit_path, submission, row_number,
                            fee_fen, state, cover, first_joined, continuous_since, waiting_until) values
                            (42, 1, 'hospital', '2025', 1, 7, '/42/u7/', 9, 2, 8000, 'ACTIVE', '[2025-03-01,2026-03-01)',
                                '2025-03-01', '2025-03-01', '2025-04-01'),
                            (42, 1, 'hospital', '2026', 2, 7, '/42/u7/', 10, 2, 9000, 'AWAITING', null, null, '2025-03-01', null),
                            (42, 1, 'accident', '2026', 1, 7, '/42/u7/', 10, 2, 2000, 'AWAITING', null, null, null, null),
                            (42, 1, 'women', '2026', 1, 7, '/42/u7/', 10, 2, 3000, 'AWAITING', null, null, null, null),
                            (42, 2, 'women', '2026', 3, 7, '/42/u7/', 10, 3, 3000, 'AWAITING', null, null, null, null),
                            (42, 4, 'women', '2026', 3, 7, '/42/u7/', 10, 5, 3000, 'AWAITING', null, null, null, null),
                            (42, 3, 'women', '2026', 1, 7, '/42/u7/', 10, 4, 3000, 'CANCELLED', null, null, null, null);
                        set session_replication_role = default
                        """).update();
    }
}
