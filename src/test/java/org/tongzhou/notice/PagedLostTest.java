package org.tongzhou.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Moment;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** More short messages that did not arrive than a page holds. */
class PagedLostTest extends ManyRows {
    private static final String ROW = "<td class=\"mono\">(#)</td>";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private SmsFigures figures;

    /** Twenty each were given up at the same moment, so that a page ends among them. */
    @Test
    void everyOneThatDidNotArriveStandsOnOnePageOnceTheLatestFirst() {
        undone(() -> {
            List<Long> ours = lost(FUND.code(), 330, "n / 20");
            List<Long> ofOthers = lost(11, 3, "n");
            assertThat(new AllPages(mvc, visits.of(manager())).numbers("/sms", ROW))
                    .doesNotHaveDuplicates()
                    .containsSubsequence(ours)
                    .doesNotContainAnyElementsOf(ofOthers);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999_1", "5", "x_y"})
    void aKeyThatNoPageGaveIsNoFault(String key) throws Exception {
        mvc.perform(get("/sms").param("after", key).with(visits.of(manager()))).andExpect(status().isOk());
    }

    /** Of 20,000 a page near the end is found without those before it. */
    @Test
    void aPageFarBehindIsReadByTheIndex() {
        undone(() -> {
            List<Long> ours = lost(FUND.code(), 20_000, "n");
            analyze("notice.sms");
            withoutReadingWhole("notice.sms", () -> {
                Slice<SmsFigures.Lost> last = figures.lost(manager(), keyOf(ours.get(19_900)));
                assertThat(last.items()).hasSize(50);
                assertThat(last.items().get(0).id()).isEqualTo(ours.get(19_901));
            });
            assertThat(read("notice.sms_failed")).isLessThan(2_000);
        });
    }

    private String keyOf(long id) {
        return jdbc.sql("select done_at from notice.sms where fund = :fund and id = :id")
                .param("fund", FUND.code())
                .param("id", id)
                .query((row, n) -> new Moment(row.getTimestamp("done_at").toInstant(), id).key())
                .single();
    }

    private Actor manager() {
        return data.actor(Role.MANAGER, PROVINCE);
    }

    /** Their numbers, the latest first. */
    private List<Long> lost(int fund, int count, String millisecond) {
        return jdbc.sql("""
                        with given as (
                            insert into notice.sms (fund, message, person, template, due_at, state, reason, done_at)
                            select :fund, 950000000 + n, 1, 'CLAIM_SUBMITTED', timestamptz '2024-01-01', 'WITHHELD', 'NO_WISH',
                                timestamptz '2024-01-02' + %s * interval '1.001 ms'
                            from generate_series(1, :count) n returning id, done_at)
                        select id from given order by done_at desc, id desc
                        """.formatted(millisecond))
                .param("fund", fund)
                .param("count", count)
                .query(Long.class)
                .list();
    }
}
