package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.claim.Members.at;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Quality.Result;
import org.tongzhou.claim.Quality.Wish;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** Second looks at what one level approved, and what lies on whose desk. */
class QualityTest extends ClaimRoom {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 10);
    private static final Wish WISH = new Wish(DAY, DAY, 95, 5);

    @Autowired
    private Quality quality;

    @Autowired
    private Workload workload;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void aRoundThatCannotBeDrawnIsFoundAgainAsItWasTyped() throws Exception {
        WrongForm form = new WrongForm(mvc, visits.of(data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE)));
        String[] typed = {"from", "2020-01-01", "upto", "2020-12-31", "confidence", "99", "margin", "7"};
        assertThat(form.standsAgain("from: 这段时间没有", "/quality", typed)).contains("value=\"99\" selected");
        typed[7] = "21";
        form.standsAgain("from: 请核对：起止日期", "/quality", typed);
        typed[7] = "百分之五";
        form.standsAgain("margin: “百分之五”不是数字", "/quality", typed);
    }

    @Test
    void whatWasWrittenBesideACheckStaysWhereItIsTooShort() throws Exception {
        Unit unit = data.unit("420923");
        List<ClaimId> approved = approved(unit, 2);
        Actor city = members.reviewer(Role.CITY_REVIEWER, unit);
        String path = "/quality/" + quality.draw(city, WISH, NOW) + "/checks/"
                + approved.get(0).value();
        String said = "w" + approved.get(0).value() + ": 请用 10 至 500 个字说清楚。";
        assertThat(new WrongForm(mvc, visits.of(city)).standsAgain(said, path, "words", "少算一天", "sound", "false"))
                .containsOnlyOnce(">少算一天</textarea>");
    }

    /** In a field of one line Enter presses the form's first button, which says that the decision was right. */
    @Test
    void enterInTheWordsOfACheckDecidesNothing() throws Exception {
        Unit unit = data.unit("420923");
        approved(unit, 2);
        Actor city = members.reviewer(Role.CITY_REVIEWER, unit);
        assertThat(page("/quality/" + quality.draw(city, WISH, NOW), city))
                .containsPattern("<textarea [^>]*name=\"words\"")
                .doesNotContainPattern("<input [^>]*name=\"words\"");
    }

    @Test
    void whoOnlyLeadsReadsTheNumbersOfARoundAndOpensNone() throws Exception {
        Unit unit = data.unit("420923");
        String number = claim(approved(unit, 2).get(0)).number();
        Actor city = members.reviewer(Role.CITY_REVIEWER, unit);
        String path = "/quality/" + quality.draw(city, WISH, NOW);
        assertThat(page(path, city)).containsPattern("<a href=\"/reviews/\\d+\">" + number);
        assertThat(page(path, data.actor(Role.MANAGER, city.scope().path())))
                .contains(number)
                .doesNotContain("href=\"/reviews/");
    }

    private String page(String path, Actor actor) throws Exception {
        return mvc.perform(get(path).with(visits.of(actor)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void aRoundDrawsASampleAndAllRisksAndStatesTheErrorThatItReached() {
        Unit unit = data.unit("420525");
        List<ClaimId> approved = approved(unit, 12);
        Actor city = members.reviewer(Role.CITY_REVIEWER, unit);
        long round = quality.draw(city, WISH, NOW);
        assertThat(quality.round(city, round).population()).isEqualTo(11);
        List<Quality.Check> checks = quality.checks(city, round, "").items();
        assertThat(checks)
                .filteredOn(Quality.Check::risk)
                .extracting(Quality.Check::claim)
                .containsExactly(approved.get(0));
        assertThat(checks).filteredOn(check -> !check.risk()).hasSize(Sampling.size(11, 95, 5));
        assertThat(quality.checks(city, quality.draw(city, WISH, NOW), "").items())
                .hasSameSizeAs(checks);
        for (int i = 0; i < 9; i++) {
            quality.check(city, round, checks.get(i).claim(), new Result(true, ""), NOW);
        }
        refused(
                "claim_words_length",
                () -> quality.check(city, round, checks.get(9).claim(), new Result(false, "错"), NOW));
        quality.check(city, round, checks.get(9).claim(), new Result(false, "自付金额比票据多写了 100.00 元。"), NOW);
        Quality.Found found = quality.round(city, round).random();
        assertThat(found).isEqualTo(new Quality.Found(11, 10, 1));
        assertThat(found.atMostPerMille(95)).isEqualTo(395);
        refused("claim_moved_on", () -> quality.check(city, round, checks.get(9).claim(), new Result(true, ""), NOW));
    }

    @Test
    void nobodyChecksWhatTheyWorkedOnNorWhatIsNotTheirs() {
        Member member = memberOf(data.unit("420922"));
        ClaimId id = smallClaim(member);
        Actor county = county(member);
        approve(county, id);
        Actor city = city(member);
        long round = quality.draw(city, WISH, NOW);
        Actor same = data.actor(Role.CITY_REVIEWER, city.scope().path(), county.person());
        refused("claim_acted_before", () -> quality.check(same, round, id, new Result(true, ""), NOW));
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("""
                                update claim.quality_check set checked_by = :me, checked_at = now(), sound = true
                                where round = :round
                                """)
                        .param("me", county.person().value())
                        .param("round", round)
                        .update())
                .withMessageContaining("checked by somebody who worked on it");
        Actor elsewhere = data.actor(Role.CITY_REVIEWER, "/42/4203/");
        refused("not_found", () -> quality.round(elsewhere, round));
        refused("not_allowed", () -> quality.draw(county, WISH, NOW));
        refused("claim_quality_wish", () -> quality.draw(city, new Wish(DAY, DAY.minusDays(1), 95, 5), NOW));
        refused("claim_quality_empty", () -> quality.draw(city, new Wish(JANUARY, JANUARY, 95, 5), NOW));
    }

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 5);

    @Test
    void theLeadSeesWhatLiesAtEachLevelAndOnEachDesk() {
        Unit unit = data.unit("420984");
        Member member = memberOf(unit);
        Actor first = county(member);
        ClaimId done = hospital(member, "80000.00");
        reviews.approve(first, done, claim(done).version(), at("2026-02-12"));
        ClaimId open = hospital(member, "1000.00");
        Instant due = at("2026-02-26");
        reviews.take(first, open, due);
        Workload.Lying lying =
                workload.lying(data.actor(Role.MANAGER, first.scope().path()), due, null);
        assertThat(lying.levels())
                .containsExactly(
                        new Workload.OfLevel(Level.COUNTY, 1, 1, 0, 0, OptionalInt.of(2)),
                        new Workload.OfLevel(Level.CITY, 1, 1, 0, 0, OptionalInt.empty()),
                        new Workload.OfLevel(Level.PROVINCE, 0, 0, 0, 0, OptionalInt.empty()));
        assertThat(lying.reviewers()).singleElement().satisfies(one -> {
            assertThat(one.person()).isEqualTo(first.person());
            assertThat(List.of(one.open(), one.dueToday(), one.overdue(), one.decided()))
                    .containsExactly(1, 1, 0, 1);
            assertThat(one.medianDays()).hasValue(2);
        });
    }

    /** By one level; the first carries a risk. */
    private List<ClaimId> approved(Unit unit, int many) {
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, unit);
        List<ClaimId> approved = new ArrayList<>();
        while (approved.size() < many) {
            Member member = memberOf(unit);
            ClaimId id = hospital(member, approved.isEmpty() ? "6000.00" : "1000.00");
            if (claim(id).route().endsAt(Level.COUNTY)) {
                approve(county, id);
                approved.add(id);
            }
        }
        return approved;
    }

    private Member memberOf(Unit unit) {
        return members.memberOf(unit, TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4)), Map.of("hospital", 1));
    }
}
