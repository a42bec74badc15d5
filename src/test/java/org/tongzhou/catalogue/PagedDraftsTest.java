package org.tongzhou.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** More open drafts of plans than a page holds. */
class PagedDraftsTest extends ManyRows {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private Drafts drafts;

    @Test
    void everyOpenDraftStandsOnOnePageOnceTheNewestFirst() {
        undone(() -> {
            List<Long> ours = written(FUND.code(), "DRAFT", 130);
            List<Long> over = written(FUND.code(), "DISCARDED", 3);
            List<Long> ofOthers = written(11, "DRAFT", 3);
            assertThat(new AllPages(mvc, visits.of(designer())).numbers("/plans/drafts", "href=\"/plans/drafts/(#)\""))
                    .doesNotHaveDuplicates()
                    .containsSubsequence(
                            ours.stream().sorted(Comparator.reverseOrder()).toList())
                    .doesNotContainAnyElementsOf(over)
                    .doesNotContainAnyElementsOf(ofOthers);
        });
    }

    /** Of 5,000 drafts nearly all are over. */
    @Test
    void whatIsOpenIsReadByAnIndex() {
        undone(() -> {
            written(FUND.code(), "DISCARDED", 5_000);
            List<Long> open = written(FUND.code(), "DRAFT", 60);
            analyze("catalogue.draft");
            withoutReadingWhole("catalogue.draft", () -> {
                List<Draft> first = drafts.open(designer(), "").items();
                assertThat(first).hasSize(50);
                assertThat(first.get(0).id().value()).isEqualTo(open.get(59));
            });
            assertThat(read("catalogue.draft")).isLessThan(1_000);
        });
    }

    private Actor designer() {
        return data.actor(Role.PLAN_DESIGNER, PROVINCE);
    }

    private List<Long> written(int fund, String state, int count) {
        return jdbc.sql("""
                        insert into catalogue.draft (fund, code, text, cases, state, made_by, made_by_name, saved_at)
                        select :fund, 'paged-' || n, 'plan: paged-' || n, '', :state, 1, '王*', :now
                        from generate_series(1, :count) n returning id
                        """)
                .param("fund", fund)
                .param("state", state)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .query(Long.class)
                .list();
    }
}
