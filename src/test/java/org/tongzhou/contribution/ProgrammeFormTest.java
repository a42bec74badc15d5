package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** The form of a programme as people fill it in. */
@RoomTest
class ProgrammeFormTest {
    private static final Map<String, String> RIGHT = Map.of(
            "name", "小微企业补助",
            "giver", "CITY_UNION",
            "relieves", "WORKER",
            "share", "50",
            "unit", "PERCENT",
            "first", "2026-03-01",
            "last", "2026-12-31",
            "budget", "100000");

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    TestData data;

    @Test
    void amountsAreReadAsTheyAreTyped() throws Exception {
        assertThat(sent("budget", "１００，０００元").getRedirectedUrl()).startsWith("/programmes/");
        assertThat(sent("staff", " １００ ").getRedirectedUrl()).startsWith("/programmes/");
    }

    @ParameterizedTest
    @CsvSource({
        "name, ' ', “方案名称”",
        "area, 999999, 区县代码“999999”不在",
        "share, 五十, “补助”",
        "share, 100.01, “补助”",
        "budget, 十万, “预算”要写",
        "most, 0, “每个单位最多”要写",
        "last, 2026-02-28, “起”和“止”",
        "first, 三月, 日期“三月”读不出",
        "staff, 一百人, “职工不超过”"
    })
    void whatIsWrongStandsBesideItsFieldWithAllThatWasTyped(String field, String typed, String sentence)
            throws Exception {
        new WrongForm(mvc, visits.of(maker())).standsAgain(field + ": " + sentence, "/programmes", form(field, typed));
    }

    @Test
    void whomItHelpsStaysTicked() throws Exception {
        MockHttpServletResponse answer =
                sent("share", "五十", "kinds", "ENTERPRISE", "struggling", "true", "unit", "YUAN");
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains("value=\"ENTERPRISE\" id=\"k-ENTERPRISE\" checked", "id=\"struggling\" checked")
                .contains("value=\"YUAN\" selected", "value=\"CITY_UNION\" selected", "value=\"WORKER\" selected");
    }

    private Actor maker() {
        return data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
    }

    private MockHttpServletResponse sent(String... others) throws Exception {
        return new WrongForm(mvc, visits.of(maker())).sent("/programmes", form(others));
    }

    private static String[] form(String... others) {
        Map<String, String> fields = new TreeMap<>(RIGHT);
        for (int i = 0; i < others.length; i += 2) {
            fields.put(others[i], others[i + 1]);
        }
        return fields.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }
}
