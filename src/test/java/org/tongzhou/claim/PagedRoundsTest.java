package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** More rounds of second looks than a page holds. */
class PagedRoundsTest extends ManyRows {
    private static final String COUNTY = HUANGSHI + DAYE + "/";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private Quality quality;

    @Test
    void everyRoundOfTheTerritoryStandsOnOnePageOnceTheNewestFirst() {
        undone(() -> {
            List<Long> ours = drawn(FUND.code(), COUNTY, 130);
            List<Long> elsewhere = drawn(FUND.code(), HUANGSHI + "420202/", 3);
            List<Long> ofOthers = drawn(11, COUNTY, 3);
            assertThat(new AllPages(mvc, visits.of(lead())).numbers("/quality", "href=\"/quality/(#)\""))
                    .doesNotHaveDuplicates()
                    .containsSubsequence(
                            ours.stream().sorted(Comparator.reverseOrder()).toList())
                    .doesNotContainAnyElementsOf(elsewhere)
                    .doesNotContainAnyElementsOf(ofOthers);
        });
    }

    /** Of 2,000 rounds with 20 looks each the looks of one page are counted, not those of all. */
    @Test
    void onlyTheLooksOfThePageAreCounted() {
        undone(() -> {
            long first = drawn(FUND.code(), COUNTY, 2_000).get(0);
            looked(first, 2_000, 20);
            analyze("claim.quality_round, claim.quality_check");
            withoutReadingWhole("claim.quality_check", () -> {
                Slice<Quality.Round> page = quality.rounds(lead(), "");
                assertThat(page.items())
                        .hasSize(50)
                        .allSatisfy(round -> assertThat(round.random()).isEqualTo(new Quality.Found(10, 10, 5)))
                        .allSatisfy(round -> assertThat(round.risk()).isEqualTo(new Quality.Found(10, 0, 0)));
            });
            assertThat(read("claim.quality_check_pkey")).isLessThan(2_000);
        });
    }

    private Actor lead() {
        return data.actor(Role.MANAGER, COUNTY);
    }

    private List<Long> drawn(int fund, String path, int count) {
        return jdbc.sql("""
                        insert into claim.quality_round (fund, unit_path, opened_by, opened_by_name, opened_at, from_day, upto_day,
                            confidence, margin, population)
                        select :fund, :path, 1, '王*', :now, :day, :day, 95, 5, n from generate_series(1, :count) n returning id
                        """)
                .param("fund", fund)
                .param("path", path)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("day", TODAY)
                .param("count", count)
                .query(Long.class)
                .list();
    }

    /** Of each the first half at random, of which every other one was found wrong, and a half for its risk, still to be looked at. */
    private void looked(long first, int rounds, int each) {
        jdbc.sql("""
                        insert into claim.quality_check (fund, round, claim, place, risk, checked_by, checked_at, sound, words)
                        select :fund, r, n, n, n > :each / 2, case when n <= :each / 2 then 1 end,
                            case when n <= :each / 2 then :now end, case when n <= :each / 2 then n % 2 = 0 end,
                            case when n <= :each / 2 then '\\x00'::bytea end
                        from generate_series(:first::bigint, :first + :rounds - 1) r, generate_series(1, :each) n
                        """)
                .param("fund", FUND.code())
                .param("first", first)
                .param("rounds", rounds)
                .param("each", each)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
    }
}
