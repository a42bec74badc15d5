package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.Scans;
import org.tongzhou.testing.TestData;

/** Each page of finance counts the credits that nobody has matched yet; the many that are matched are not read for it. */
@RoomTest
class CreditsToMatchTest {
    @Autowired
    Credits credits;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Scans scans;

    @Test
    void onlyThoseNotMatchedAreRead() {
        Actor finance = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        scans.undone(() -> {
            int before = credits.toMatch(finance);
            jdbc.sql("""
                    insert into contribution.credit (fund, serial_year, bank_serial, amount_fen, applied_fen, payer, remark,
                        value_date, unit_path, created_at)
                    select 42, 2041, 'SCAN-' || n, 100, case when n % 1000 = 0 then 40 else 100 end, 'x', '', '2041-02-01',
                        '/42/4202/420281/', '2041-02-01'
                    from generate_series(1, 20000) n
                    """).update();
            jdbc.sql("analyze contribution.credit").update();
            long whole = scans.of("contribution.credit");
            long byIndex = scans.of("contribution.credit_to_match");
            assertThat(credits.toMatch(finance)).isEqualTo(before + 20);
            assertThat(scans.of("contribution.credit")).as("all read").isEqualTo(whole);
            assertThat(scans.of("contribution.credit_to_match")).isEqualTo(byIndex + 1);
        });
    }
}
