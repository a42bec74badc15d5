package org.tongzhou.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.organisation.Targets;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** The page on which a year's targets are set, in February 2026. */
@RoomTest
@TestPropertySource(properties = "tongzhou.house=targets")
class TargetPagesTest {
    private static final String CHIBI = "421281";
    private static final String JIAYU = "421221";
    private static final String DAYE = "420281";

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    TestData data;

    @Autowired
    Targets targets;

    @Autowired
    JdbcClient jdbc;

    private Actor manager;

    @BeforeEach
    void nobodyHasAimedYet() {
        jdbc.sql("delete from organisation.target").update();
        jdbc.sql("delete from enrolment.joined where year = 2025").update();
        manager = data.actor(Role.MANAGER, TestData.PROVINCE);
    }

    @Test
    void everyCountyOfTheFundHasAFieldBesideWhatItWasToReachAndReachedTheYearBefore() throws Exception {
        data.aim(2025, Map.of(CHIBI, 41_000L, JIAYU, 9_000L));
        data.aim(2026, Map.of(CHIBI, 42_500L));
        new FigureRows(jdbc).joined(data.unit(CHIBI), 2025, 39_876);
        String page = body("/targets?year=2026", manager);
        assertThat(page.split("inputmode=\"numeric\"", -1))
                .as("103 counties and the two zones that the table of divisions lists beside them")
                .hasSize(105 + 1);
        assertThat(page).contains("id=\"c-421281\"", "value=\"42,500\"", "41,000", "39,876", "50,000");
        assertThat(page).contains("省直辖县级区划", "咸宁市", "仙桃市");
    }

    @Test
    void whatIsSavedStandsOnTheOverviewAtOnce() throws Exception {
        assertThat(body("/dashboard?year=2026", manager)).contains("本年还没有下达目标", "href=\"/targets?year=2026\"");
        MockHttpServletResponse answer =
                form(manager).sent("/targets", fields("c-421281", "４２，５００", "c-421221", " 1 200 ", "c-420281", ""));
        assertThat(answer.getRedirectedUrl()).isEqualTo("/targets?saved=true&year=2026");
        assertThat(body("/targets?saved=true&year=2026", manager)).contains("已保存", "43,700");
        assertThat(body("/dashboard?year=2026&region=4212&view=table", manager)).contains("43,700", "42,500", "1,200");
        assertThat(set()).isEqualTo(Map.of(CHIBI, 42_500L, JIAYU, 1_200L));
    }

    @Test
    void anEmptiedFieldTakesTheTargetBack() throws Exception {
        data.aim(2026, Map.of(CHIBI, 42_500L, JIAYU, 1_200L));
        form(manager)
                .sent(
                        "/targets",
                        fields("c-421281", " ", "seen-421281", "42500", "c-421221", "1,200", "seen-421221", "1200"));
        assertThat(set()).isEqualTo(Map.of(JIAYU, 1_200L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "50,000,001", "abc", "1.5"})
    void whatIsNoTargetIsRefusedAtItsFieldAndEverythingTypedStandsAgain(String typed) throws Exception {
        String page = form(manager)
                .standsAgain(
                        "c-421281: 赤壁市的目标“" + typed + "”读不出",
                        "/targets",
                        fields("c-421281", typed, "c-421221", "1,234", "c-420281", "七"));
        assertThat(page).contains("大冶市的目标“七”读不出");
        assertThat(page.indexOf("href=\"#c-420281\""))
                .as("in the order of the page")
                .isLessThan(page.indexOf("href=\"#c-421281\""));
        assertThat(set()).isEmpty();
    }

    @Test
    void whoSavesSecondIsToldWhatHoldsNowAndMaySaveAgainAfterLooking() throws Exception {
        data.aim(2026, Map.of(CHIBI, 42_500L, DAYE, 60_000L));
        String[] old =
                fields("c-421281", "43,000", "seen-421281", "40000", "c-420281", "50,000", "seen-420281", "50000");
        MockHttpServletResponse told = form(manager).sent("/targets", old);
        assertThat(told.getStatus()).isEqualTo(422);
        String page = told.getContentAsString(StandardCharsets.UTF_8);
        assertThat(page)
                .contains("有 1 个区县的目标被别人改过，第一个是“赤壁市”", "刚被别人改为 42,500", "value=\"43,000\"")
                .contains("name=\"seen-421281\" value=\"42500\"")
                .as("what was left alone is shown as it is now")
                .contains("value=\"60,000\"");
        assertThat(set()).containsEntry(CHIBI, 42_500L);
        form(manager).sent("/targets", fields("c-421281", "43,000", "seen-421281", "42500"));
        assertThat(set()).isEqualTo(Map.of(CHIBI, 43_000L, DAYE, 60_000L));
    }

    @Test
    void whoChangesATargetThatIsNoMoreIsToldSo() throws Exception {
        MockHttpServletResponse told =
                form(manager).sent("/targets", fields("c-421281", "43,000", "seen-421281", "40000"));
        assertThat(told.getContentAsString(StandardCharsets.UTF_8)).contains("刚被别人收回，现在没有目标");
    }

    @Test
    void aDoubleClickSavesOnce() throws Exception {
        for (int click = 0; click < 2; click++) {
            mvc.perform(post("/targets")
                            .param("request_key", "targets-twice-1")
                            .param("year", "2026")
                            .param("c-421281", "42500")
                            .param("seen-421281", "0")
                            .with(csrf())
                            .with(visits.of(manager)))
                    .andExpect(status().isFound());
        }
        assertThat(set()).isEqualTo(Map.of(CHIBI, 42_500L));
    }

    @Test
    void aManagerOfACitySeesAndSetsItsCountiesOnly() throws Exception {
        data.aim(2026, Map.of(DAYE, 60_123L));
        Actor xianning = data.actor(Role.MANAGER, "/42/4212/");
        assertThat(body("/targets", xianning)).contains("赤壁市").doesNotContain("大冶市", "60,123");
        form(xianning).sent("/targets", fields("c-421281", "500", "c-420281", "1", "seen-420281", "60123"));
        assertThat(set()).isEqualTo(Map.of(CHIBI, 500L, DAYE, 60_123L));
    }

    @Test
    void whoOnlyLooksHasNoFields() throws Exception {
        data.aim(2026, Map.of(CHIBI, 42_500L));
        Actor auditor = data.actor(Role.AUDITOR, TestData.PROVINCE);
        assertThat(body("/targets", auditor)).contains("42,500").doesNotContain("inputmode=\"numeric\"", "保存 2026");
        assertThat(body("/dashboard?year=2026", auditor)).contains("看目标").doesNotContain("下达目标<");
        assertThat(body("/targets", data.actor(Role.ADMIN, TestData.PROVINCE)))
                .contains("保存 2026")
                .doesNotContain("href=\"/dashboard");
        assertThat(form(auditor).sent("/targets", fields("c-421281", "1")).getStatus())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024", "2029", "abcd"})
    void otherYearsAreRefusedInWords(String year) throws Exception {
        mvc.perform(get("/targets?year=" + year).with(visits.of(manager))).andExpect(status().isUnprocessableContent());
        assertThat(body("/dashboard?year=2024", manager)).doesNotContain("/targets");
    }

    @Test
    void theTrailTellsInWordsHowManyChangedAndTheSums() throws Exception {
        data.aim(2026, Map.of(CHIBI, 42_500L));
        form(manager).sent("/targets", fields("c-421281", "43,000", "seen-421281", "42500", "c-421221", "1,000"));
        assertThat(body("/audit?subject=year:2026", data.actor(Role.AUDITOR, TestData.PROVINCE)))
                .contains("下达目标")
                .containsPattern("改动的区县 <span class=\"num\">2<")
                .containsPattern("改前目标合计 <span class=\"num\">42,500<")
                .containsPattern("改后目标合计 <span class=\"num\">44,000<");
    }

    /** As a browser sends it: the year, and what was seen, nothing where the test names nothing. */
    private static String[] fields(String... typed) {
        Map<String, String> sent = new HashMap<>();
        for (int i = 0; i < typed.length; i += 2) {
            if (typed[i].startsWith("c-")) {
                sent.putIfAbsent(typed[i].replace("c-", "seen-"), "0");
            }
            sent.put(typed[i], typed[i + 1]);
        }
        sent.put("year", "2026");
        return sent.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }

    private WrongForm form(Actor actor) {
        return new WrongForm(mvc, visits.of(actor));
    }

    private Map<String, Long> set() {
        return targets.byCounty(Scope.province(TestData.FUND), 2026);
    }

    private String body(String path, Actor actor) throws Exception {
        return mvc.perform(get(path).with(visits.of(actor)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
