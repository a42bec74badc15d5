package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** Statements of other accounts that were put aside: on the page of their day, and all of them beside any day. */
class AsideStatementsTest extends ManyRows {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void everyOneStandsOnOnePageOnceTheLastPutAsideFirst() {
        undone(() -> {
            aside(FUND.code(), 1_000, 40);
            aside(11, 9_000, 3);
            List<Long> listed = new AllPages(mvc, visits.of(auditor()))
                    .numbers("/payments/reconciliation", "</a> 别的账户(#)<br>", "aside");
            assertThat(listed)
                    .startsWith(LongStream.iterate(1_040, n -> n - 1)
                            .limit(40)
                            .boxed()
                            .toArray(Long[]::new))
                    .doesNotContain(9_001L);
        });
    }

    @Test
    void thePageOfADaySaysOfItsLastOnesByWhomWhenAndWhy() {
        undone(() -> {
            aside(FUND.code(), 2_000, 7);
            String page = page("/payments/reconciliation?day=2021-03-05");
            assertThat(page.split("这天有一份对账单已作废", -1)).hasSize(6);
            assertThat(page)
                    .contains("已作废（2026-02-10 09:00 周*", "别的账户2007</p>", "别的账户2003</p>", "更早作废的在")
                    .doesNotContain("别的账户2002</p>");
            assertThat(page("/payments/reconciliation?day=2021-03-06")).doesNotContain("这天有一份对账单已作废");
        });
    }

    private Actor auditor() {
        return data.actor(Role.AUDITOR, PROVINCE);
    }

    private String page(String path) {
        try {
            return mvc.perform(get(path).with(visits.of(auditor())))
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    /** Of one day, two put aside at each instant. */
    private void aside(int fund, int first, int count) {
        jdbc.sql("""
                        insert into payment.bank_statement (fund, day, opening_fen, closing_fen, answer, aside_by, aside_name,
                            aside_at, aside_why)
                        select :fund, date '2021-03-05', 0, 0, 1, 1, '周*', :now::timestamptz + n / 2 * interval '1 microsecond',
                            '别的账户' || :first + n
                        from generate_series(1, :count) n
                        """)
                .param("fund", fund)
                .param("first", first)
                .param("count", count)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
    }
}
