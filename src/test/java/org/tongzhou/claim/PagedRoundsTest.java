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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Place;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.WrongForm;

/** More rounds of second looks than a page holds. */
class PagedRoundsTest extends ManyRows {
    private static final String COUNTY = HUANGSHI + DAYE + "/";
    private static final long FIRST = 880_000_000;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private Quality quality;

    @Autowired
    private QualityStore store;

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
            long before = read("claim.quality_check_pkey");
            withoutReadingWhole("claim.quality_check", () -> {
                Slice<Quality.Round> page = quality.rounds(lead(), "");
                assertThat(page.items())
                        .hasSize(50)
                        .allSatisfy(round -> assertThat(round.random()).isEqualTo(new Quality.Found(10, 10, 5)))
                        .allSatisfy(round -> assertThat(round.risk()).isEqualTo(new Quality.Found(10, 0, 0)));
            });
            assertThat(read("claim.quality_check_pkey") - before).isLessThan(2_000);
        });
    }

    @Test
    void everyClaimOfARoundStandsOnOnePageOnceThoseByChanceFirst() {
        Actor reviewer = data.actor(Role.CITY_REVIEWER, COUNTY);
        undone(() -> {
            long round = drawn(FUND.code(), COUNTY, 2).get(0);
            many(round, 200, 30);
            many(round + 1, 5, 0);
            assertThat(new AllPages(mvc, visits.of(reviewer)).numbers("/quality/" + round, "href=\"/reviews/(#)\""))
                    .containsExactlyElementsOf(LongStream.concat(
                                    LongStream.rangeClosed(1, 200).map(n -> 201 - n),
                                    LongStream.rangeClosed(201, 230).map(n -> 431 - n))
                            .map(n -> FIRST + n)
                            .boxed()
                            .toList());
        });
    }

    /** What is read of a round of 20,000 for a page is the page's. */
    @Test
    void aPageOfARoundIsReadAndNotTheRound() {
        undone(() -> {
            long round = drawn(FUND.code(), COUNTY, 1).get(0);
            many(round, 20_000, 0);
            analyze("claim.quality_check, claim.claim");
            long before = read("claim.quality_check_in_order");
            withoutReadingWhole(
                    "claim.claim",
                    () -> assertThat(store.checks(FUND, round, new Place(0, 15_000), 100))
                            .hasSize(100));
            assertThat(read("claim.quality_check_in_order") - before).isEqualTo(100);
        });
    }

    @Test
    void whoHasLookedAtAClaimComesBackToThePageOnWhichItStood() throws Exception {
        Actor reviewer = data.actor(Role.CITY_REVIEWER, COUNTY);
        undone(() -> {
            long round = drawn(FUND.code(), COUNTY, 1).get(0);
            many(round, 200, 30);
            String page = "/quality/" + round + "?after=0_99";
            String check = "/quality/" + round + "/checks/" + (FIRST + 1);
            assertThat(new AllPages(mvc, visits.of(reviewer)).numbers(page, "name=\"after\" value=\"0_(#)\"><label"))
                    .contains(99L);
            WrongForm form = new WrongForm(mvc, visits.of(reviewer));
            assertThat(sent(form, check, "sound", "false", "words", "短", "after", "0_99")
                            .getStatus())
                    .isEqualTo(422);
            assertThat(sent(form, check, "sound", "true", "after", "0_99").getRedirectedUrl())
                    .isEqualTo(page);
        });
    }

    private static MockHttpServletResponse sent(WrongForm form, String path, String... fields) {
        try {
            return form.sent(path, fields);
        } catch (Exception e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** The last for a risk; of either part the newest claim was drawn first. */
    private void many(long round, int byChance, int forRisk) {
        jdbc.sql("""
                        insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover,
                            lump_sum, state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on,
                            filed_at) overriding system value
                        select :fund, :first + n, :first + n, 'ROUND' || n, :first, :first, :path, 'hospital', '2025', 1, false, 'PAID',
                            'COUNTY', '{COUNTY}', false, 100, '', '2026-02-02', '2026-02-02', '2026-02-12', '2026-02-02'
                        from generate_series(1, :count) n on conflict do nothing
                        """)
                .param("fund", FUND.code())
                .param("first", FIRST)
                .param("path", COUNTY + "u1/")
                .param("count", byChance + forRisk)
                .update();
        jdbc.sql("""
                        insert into claim.quality_check (fund, round, claim, place, risk)
                        select :fund, :round, :first + n, :count - n, n > :byChance
                        from generate_series(1, :count) n
                        """)
                .param("fund", FUND.code())
                .param("round", round)
                .param("first", FIRST)
                .param("byChance", byChance)
                .param("count", byChance + forRisk)
                .update();
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
