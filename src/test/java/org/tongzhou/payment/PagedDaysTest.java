package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** More days compared with the bank's book than a page holds. */
class PagedDaysTest extends ManyRows {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void everyDayThatWasComparedStandsOnOnePageOnce() {
        undone(() -> {
            jdbc.sql("delete from payment.daily_run where fund = :fund")
                    .param("fund", FUND.code())
                    .update();
            compared(FUND.code(), 31, 100);
            compared(11, 31, 900);
            Actor finance = data.actor(Role.FINANCE_MAKER, PROVINCE);
            List<Long> lines = new AllPages(mvc, visits.of(finance))
                    .numbers("/payments/reconciliation", "2023-01-\\d+</a></td><td class=\"num r\">(#)</td>");
            assertThat(lines)
                    .containsExactlyElementsOf(LongStream.iterate(131, n -> n - 1)
                            .limit(31)
                            .boxed()
                            .toList());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999998-01-01", "2023-02-30", "x"})
    void aKeyThatIsNoDayBeginsTheList(String key) throws Exception {
        Actor finance = data.actor(Role.FINANCE_MAKER, PROVINCE);
        mvc.perform(get("/payments/reconciliation").param("after", key).with(visits.of(finance)))
                .andExpect(status().isOk());
    }

    /** The days of a January, each with lines of its own. */
    private void compared(int fund, int days, int lines) {
        jdbc.sql("""
                        insert into payment.daily_run (fund, day, run_at, ours_fen, bank_fen, lines, differing, open_items, fence)
                        select :fund, date '2022-12-31' + n, now(), 0, 0, :lines + n, 0, 0, 1 from generate_series(1, :days) n
                        """)
                .param("fund", fund)
                .param("lines", lines)
                .param("days", days)
                .update();
    }
}
