package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** Each page of finance counts the credits that nobody has matched yet; the many that are matched are not read for it. */
class CreditsToMatchTest extends ManyRows {
    @Autowired
    Credits credits;

    @Test
    void onlyThoseNotMatchedAreRead() {
        Actor finance = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        undone(() -> {
            int before = credits.toMatch(finance);
            jdbc.sql("""
                    insert into contribution.credit (fund, serial_year, bank_serial, amount_fen, applied_fen, payer, remark,
                        value_date, unit_path, created_at)
                    select 42, 2041, 'SCAN-' || n, 100, case when n % 1000 = 0 then 40 else 100 end, 'x', '', '2041-02-01',
                        '/42/4202/420281/', '2041-02-01'
                    from generate_series(1, 20000) n
                    """).update();
            analyze("contribution.credit");
            long byIndex = scans("contribution.credit_to_match");
            withoutReadingWhole(
                    "contribution.credit",
                    () -> assertThat(credits.toMatch(finance)).isEqualTo(before + 20));
            assertThat(scans("contribution.credit_to_match")).isEqualTo(byIndex + 1);
        });
    }
}
