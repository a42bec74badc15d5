package org.tongzhou.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** More orders on the reserve than a page holds. */
class PagedReservesTest extends ManyRows {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void everyOrderStandsOnOnePageOnceWhatWaitsFirst() {
        undone(() -> {
            long waiting = orders(FUND.code(), "PROPOSED", 1).get(0);
            List<Long> withdrawn = orders(FUND.code(), "WITHDRAWN", 230);
            List<Long> elsewhere = orders(11, "WITHDRAWN", 3);
            Actor finance = data.actor(Role.FINANCE_MAKER, PROVINCE);
            List<Long> listed = new AllPages(mvc, visits.of(finance)).numbers("/ledger/reserve", "cause=reserve:(#)\"");
            assertThat(listed)
                    .doesNotHaveDuplicates()
                    .containsAll(withdrawn)
                    .contains(waiting)
                    .doesNotContainAnyElementsOf(elsewhere);
            assertThat(listed.indexOf(waiting)).isLessThan(listed.indexOf(withdrawn.get(229)));
        });
    }

    @Test
    void whoWithdrawsOneOnALaterPageStaysOnIt() {
        undone(() -> {
            long order = orders(FUND.code(), "PROPOSED", 1).get(0);
            try {
                mvc.perform(post("/ledger/reserve/" + order + "/withdraw")
                                .param("after", "1_12")
                                .param("request_key", UUID.randomUUID().toString())
                                .with(csrf())
                                .with(visits.of(data.actor(Role.FINANCE_MAKER, PROVINCE))))
                        .andExpect(redirectedUrl("/ledger/reserve?after=1_12"));
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        });
    }

    private List<Long> orders(int fund, String state, int count) {
        return jdbc.sql("""
                        insert into ledger.reserve_order (fund, kind, amount_fen, grounds, state, proposed_by, proposed_name,
                            proposed_at)
                        select :fund, 'SET_ASIDE', 100, '理事会决议', :state, 1, '王*', :now from generate_series(1, :count)
                        returning id
                        """)
                .param("fund", fund)
                .param("state", state)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .query(Long.class)
                .list();
    }
}
