package org.tongzhou.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** What became of short messages of late is counted without reading those of years. */
class SmsFiguresTest extends ManyRows {
    @Autowired
    SmsFigures figures;

    @Test
    void thoseOfYearsAreNotRead() {
        Actor manager = data.actor(Role.MANAGER, TestData.PROVINCE);
        undone(() -> {
            SmsFigures.Figures before = figures.figures(manager, TestData.NOW);
            messages();
            withoutReadingWhole("notice.sms", () -> {
                SmsFigures.Figures after = figures.figures(manager, TestData.NOW);
                assertThat(after.waiting() - before.waiting()).as("waiting").isEqualTo(20);
                assertThat(after.accepted() - before.accepted()).as("accepted").isEqualTo(20);
                assertThat(after.delivered() - before.delivered())
                        .as("delivered")
                        .isEqualTo(20);
            });
            assertThat(scans("notice.sms_done")).isPositive();
        });
    }

    /** One in a thousand each waits, is with the gateway, and arrived today; the others arrived long ago. */
    private void messages() {
        jdbc.sql("""
                insert into notice.sms (fund, message, person, template, language, due_at, state, attempts, tried_at, done_at)
                select 42, 900000000 + n, 1, 'CLAIM_PAID', 'zh', timestamptz '2024-01-01',
                    case n % 1000 when 0 then 'WAITING' when 1 then 'ACCEPTED' else 'DELIVERED' end,
                    case n % 1000 when 0 then 0 else 1 end,
                    case n % 1000 when 0 then null else timestamptz '2024-01-01' end,
                    case n % 1000 when 0 then null when 1 then null when 2 then :now else timestamptz '2024-01-02' end
                from generate_series(1, 20000) n
                """).param("now", Timestamp.from(TestData.NOW)).update();
        analyze("notice.sms");
    }
}
