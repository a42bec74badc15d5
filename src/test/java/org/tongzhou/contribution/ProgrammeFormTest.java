package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

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
        "name, ' ', 方案名称",
        "share, 五十, “补助”",
        "share, 100.01, “补助”",
        "budget, 十万, 预算",
        "most, 0, 预算",
        "last, 2026-02-28, 止期",
        "first, 三月, 止期",
        "staff, 一百人, 职工不超过"
    })
    void whatIsWrongIsNamed(String field, String typed, String named) throws Exception {
        MockHttpServletResponse answer = sent(field, typed);
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).containsPattern("<p>[^<]*" + named);
    }

    private MockHttpServletResponse sent(String field, String typed) throws Exception {
        var form = post("/programmes").param("request_key", UUID.randomUUID().toString());
        Stream.concat(RIGHT.keySet().stream(), Stream.of(field))
                .distinct()
                .forEach(name -> form.param(name, name.equals(field) ? typed : RIGHT.get(name)));
        return mvc.perform(form.with(visits.of(data.actor(Role.FINANCE_MAKER, TestData.PROVINCE)))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }
}
