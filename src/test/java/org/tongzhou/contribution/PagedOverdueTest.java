package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
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

/** More bills that are overdue, or whose cover runs without their fee, than a page holds. */
class PagedOverdueTest extends ManyRows {
    private static final String COUNTY = "/42/4207/420703/";
    private static final long FIRST = 840_000_000;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    /** Three become due on each day. */
    @Test
    void everyOverdueBillStandsOnOnePageOnceTheLongestFirst() {
        undone(() -> {
            bills(COUNTY + "u1/", 430, TODAY.minusDays(400), null);
            bills("/42/4207/420704/u1/", 3, TODAY.minusDays(400), null);
            assertThat(pages().numbers("/overdue", ">PAGED(#)</a>")).containsExactlyElementsOf(upTo(430));
        });
    }

    @Test
    void theFirstPageCountsThemAll() {
        undone(() -> {
            bills(COUNTY + "u1/", 430, TODAY.minusDays(400), null);
            assertThat(page("/overdue")).contains("430 张缴费单过了缴费期，还差 43,000.00");
        });
    }

    @Test
    void everyBillWhoseCoverRunsWithoutItsFeeStandsOnOnePageOnce() {
        undone(() -> {
            bills(COUNTY + "u1/", 130, TODAY.plusDays(1), TODAY.minusDays(9));
            assertThat(pages().numbers("/overdue", ">PAGED(#)</a>", "before")).containsExactlyElementsOf(upTo(130));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=x", "after=9999999_999999999999999999", "before=x_y"})
    void aKeyThatNoPageGaveIsNoFault(String key) throws Exception {
        mvc.perform(get("/overdue?" + key).with(visits.of(reviewer()))).andExpect(status().isOk());
    }

    private static List<Long> upTo(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private AllPages pages() {
        return new AllPages(mvc, visits.of(reviewer()));
    }

    private Actor reviewer() {
        return data.actor(Role.COUNTY_REVIEWER, COUNTY);
    }

    private String page(String path) {
        try {
            return mvc.perform(get(path).with(visits.of(reviewer())))
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private void bills(String path, int count, LocalDate due, @Nullable LocalDate covered) {
        jdbc.sql("""
                        insert into contribution.bill (fund, id, unit, unit_path, unit_name, submission, people, reference, share_bp,
                            share_fen, total_fen, starts_at_fen, due_on, covered_on, raised_by, raised_at) overriding system value
                        select :fund, b.id, 1, :path, 'PAGED' || n, b.id, 1, 'HZ' || lpad(b.id::text, 13, '0'),
                            '{10000,0,0,0,0,0}', '{10000,0,0,0,0,0}', 10000, 10000, cast(:due as date) + n / 3,
                            cast(:covered as date), 1, :now
                        from generate_series(1, :count) n
                        cross join lateral (select :first + hashtext(:path) % 1000 * 1000 + n as id) b
                        """)
                .param("fund", FUND.code())
                .param("path", path)
                .param("due", due)
                .param("covered", covered)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .param("first", FIRST)
                .update();
    }
}
