package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** The page of payments begins with the newest day of either book; what moved on other days is not read for it. */
class NewestDayTest extends ManyRows {
    private static final LocalDate NEWEST = LocalDate.of(2041, 2, 1);

    @Autowired
    Reconciliation reconciliation;

    @Test
    void onlyWhatMovedOnTheNewestDayIsRead() {
        Actor auditor = data.actor(Role.AUDITOR, TestData.PROVINCE);
        undone(() -> {
            jdbc.sql("""
                    insert into payment.instruction_event (fund, instruction, from_state, state, at, value_date)
                    select 42, -n, 'SENT', 'PAID', '2026-02-01', :newest::date - n / 10 from generate_series(0, 19999) n
                    """).param("newest", NEWEST).update();
            analyze("payment.instruction_event");
            withoutReadingWhole("payment.instruction_event", () -> {
                reconciliation.glance(auditor, NEWEST);
                assertThat(reconciliation.newestDay(auditor)).contains(NEWEST);
            });
            assertThat(scans("payment.instruction_event_moved")).isPositive();
        });
    }
}
