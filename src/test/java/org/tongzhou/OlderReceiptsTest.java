package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.Databases;
import org.tongzhou.testing.TestDatabase;

/** Receipts that an earlier version kept as they were typed are kept as they are named, one row each. */
class OlderReceiptsTest {
    @Test
    void ofRowsThatAreOneReceiptTheOneStaysThatMayBePaid() {
        try (Databases database = Databases.open(TestDatabase.fresh())) {
            JdbcClient jdbc = JdbcClient.create(database.source());
            OlderRooms.make(database.source(), "claim", "16");
            written(jdbc);
            RoomMigrations.make(database.source(), Map.of("claim", "latest"));
            assertThat(jdbc.sql("""
                            select code, number, check_code, case_id, mark is null as unmarked
                            from claim.receipt_used order by number, fund
                            """)
                            .query((row, n) -> row.getString(1)
                                    + " " + row.getString(2)
                                    + " " + row.getString(3)
                                    + " " + row.getLong(4)
                                    + (row.getBoolean(5) ? " to mark" : ""))
                            .list())
                    .containsExactly(
                            "42060126 0000000001 3F9A1C 2 to mark",
                            "42060126 0000000002 3F9A1C 4 to mark",
                            "42060126 0000000003 A1B2C3 6",
                            "42060126 0000000003 A1B2C3 7 to mark",
                            "42060126 0000000004 3F9A1C 9 to mark",
                            "42060126 0000000005 3F9A1C 11 to mark");
        }
    }

    /**
     * The first case of the first receipt was refused; the second receipt's cases are both open; another fund has the third too; the
     * later case of the fourth was paid, and of the fifth the later one alone is for costs.
     */
    private static void written(JdbcClient jdbc) {
        jdbc.sql("""
                        set session_replication_role = replica;
                        insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover,
                            lump_sum, state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on,
                            filed_at)
                            overriding system value
                            select 42, n, n, 'X' || n, n, 7, '/42/u7/', 'hospital', '2025', n, n = 10,
                                case n when 1 then 'REFUSED' when 9 then 'PAID' else 'REVIEW' end, 'COUNTY', '{COUNTY}', false, 1, '',
                                '2026-01-02', '2026-01-02', '2026-01-13', '2026-01-02'
                            from generate_series(1, 11) n;
                        insert into claim.receipt_used (fund, code, number, check_code, case_id, used_at, mark) values
                            (42, '42060126', '0000000001', '3f9a1c', 1, '2026-01-01', sha256('1')),
                            (42, '４２０６ 0126', '0000000001', '3F9A1C', 2, '2026-01-02', sha256('2')),
                            (42, '42060126', '0000000002', '3F9A1C', 3, '2026-01-02', sha256('3')),
                            (42, '42060126', '0000000002', '3f9a-1c', 4, '2026-01-01', sha256('4')),
                            (42, '42060126', '0000000003', 'A1B2C3', 6, '2026-01-01', sha256('6')),
                            (42, '42060126', '0000000004', '3F9A1C', 8, '2026-01-01', sha256('8')),
                            (42, '42060126', '0000000004', '3f9a1c', 9, '2026-01-02', sha256('9')),
                            (42, '42060126', '0000000005', '3F9A1C', 10, '2026-01-01', sha256('10')),
                            (42, '42060126', '0000000005', '3f9a1c', 11, '2026-01-02', sha256('11')),
                            (98, '42060126', '0000000003', 'a1b2c3', 7, '2026-01-02', sha256('7'));
                        set session_replication_role = default;
                        """).update();
    }
}
