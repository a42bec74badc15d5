package org.tongzhou.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.TestData.FUND;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.access.Officers;
import org.tongzhou.access.SomePhones;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** The two pages on which a member of a roster comes in. */
@RoomTest
class ActivatePagesTest {
    private static final String PASSWORD = "tong zhou gong ji 3";
    private static final Pattern ASK = Pattern.compile("name=\"ask\" value=\"([0-9a-f]{64})\"");

    @Autowired
    MockMvc mvc;

    @Autowired
    SomePhones phones;

    @Autowired
    SomeCovers covers;

    @Autowired
    People people;

    @Autowired
    Officers officers;

    @Autowired
    TestData data;

    private final String address = "2001:db8:" + UUID.randomUUID().toString().substring(0, 4) + ":a::1";
    private final NewPerson row = TestData.newPerson(Sex.FEMALE, LocalDate.of(1990, 3, 8));

    @AfterEach
    void connect() {
        phones.connected(true);
    }

    private ResultActions send(MockHttpServletRequestBuilder form) throws Exception {
        return mvc.perform(form.with(csrf()).with(request -> {
            request.setRemoteAddr(address);
            return request;
        }));
    }

    private ResultActions ask(String name, String number) throws Exception {
        return send(post("/activate").param("name", name).param("number", number));
    }

    private String page(NewPerson who) throws Exception {
        return ask(who.name(), who.id().number())
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static String askOf(String page) {
        Matcher ask = ASK.matcher(page);
        assertThat(ask.find()).isTrue();
        return ask.group(1);
    }

    private ResultActions answer(String ask, String code, String password, String again) throws Exception {
        return send(post("/activate/code")
                .param("request_key", UUID.randomUUID().toString())
                .param("ask", ask)
                .param("code", code)
                .param("password", password)
                .param("again", again));
    }

    @Test
    void theSignInPageLeadsThere() throws Exception {
        mvc.perform(get("/login")).andExpect(content().string(Matchers.containsString("href=\"/activate\"")));
        mvc.perform(get("/activate/code")).andExpect(redirectedUrl("/activate"));
    }

    @Test
    void theRightCodeLeadsHomeAndThePageSaysTheLogin() throws Exception {
        covers.hospital(data.unit(TestData.DAYE), row);
        String ask = askOf(page(row));
        String code = phones.newest(people.find(FUND, row.id()).orElseThrow());
        Jar session = Jar.of(answer(ask, code, PASSWORD, PASSWORD)
                .andExpect(redirectedUrl("/my/home?arrived"))
                .andReturn());
        mvc.perform(get("/my/home").param("arrived", "").with(session))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("登录名：手机号 " + Mask.phone(row.phone()))));
        mvc.perform(get("/activate").with(session)).andExpect(redirectedUrl("/"));
    }

    @Test
    void anOfficersCodeLeadsToTheSignInPageThatSaysTheLogin() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        officers.openAll(
                data.actor(Role.ADMIN, TestData.PROVINCE), List.of(new Officers.Appointed(unit, row)), TestData.NOW);
        String ask = askOf(page(row));
        String code = phones.newest(people.find(FUND, row.id()).orElseThrow());
        String login = "u" + unit.code().toLowerCase(Locale.ROOT);
        Jar nobody = Jar.of(answer(ask, code, PASSWORD, PASSWORD)
                .andExpect(redirectedUrl("/login?chosen=" + login))
                .andReturn());
        mvc.perform(get("/login").param("chosen", login).with(nobody))
                .andExpect(content().string(Matchers.containsString("您的登录名是 " + login)))
                .andExpect(content().string(Matchers.containsString("value=\"" + login + "\"")));
        mvc.perform(get("/login").param("chosen", "请拨打 10086"))
                .andExpect(content().string(Matchers.not(Matchers.containsString("10086"))));
    }

    @Test
    void aMemberAndAStrangerSeeTheSamePage() throws Exception {
        covers.hospital(data.unit(TestData.DAYE), row);
        NewPerson stranger = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 1, 1));
        assertThat(same(page(row))).contains("如果和单位登记的一致").isEqualTo(same(page(stranger)));
        assertThat(people.find(FUND, stranger.id()))
                .as("nobody is registered by asking")
                .isEmpty();
    }

    /** Without what differs from one call to the next. */
    private static String same(String page) {
        return page.replaceAll("value=\"[^\"]{20,}\"", "").replaceAll("nonce[^ >]*", "");
    }

    @Test
    void whatIsWrongStandsAtItsFieldWithTheNameAndWithoutTheNumber() throws Exception {
        ask("张三", "110101199003070000")
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(Matchers.containsString("id=\"number-error\"")))
                .andExpect(content().string(Matchers.containsString("value=\"张三\"")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("110101199003070000"))));
        ask(" ", row.id().number())
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(Matchers.containsString("id=\"name-error\"")));
        String ask = askOf(page(row));
        for (List<String> wrong : List.of(
                List.of("123456", PASSWORD, PASSWORD, "code"),
                List.of("123456", "short", "short", "password"),
                List.of("123456", PASSWORD, "another one", "again"))) {
            answer(ask, wrong.get(0), wrong.get(1), wrong.get(2))
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(content().string(Matchers.containsString("id=\"" + wrong.get(3) + "-error\"")))
                    .andExpect(content().string(Matchers.containsString(ask)))
                    .andExpect(content().string(Matchers.not(Matchers.containsString(PASSWORD))));
        }
    }

    @Test
    void onlyOneTryTooManyIsToldToWait() throws Exception {
        for (int i = 0; i < 30; i++) {
            ask("张三", TestData.residentId(Sex.MALE, LocalDate.of(1980, 1, 1)).number())
                    .andExpect(status().isOk());
        }
        ask("张三", row.id().number())
                .andExpect(status().isTooManyRequests())
                .andExpect(header().string("Retry-After", "60"));
    }

    @Test
    void withoutAGatewayThePageSaysSoAndAsksForNothing() throws Exception {
        phones.connected(false);
        mvc.perform(get("/activate"))
                .andExpect(content().string(Matchers.containsString("这里还发不了短信")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("name=\"number\""))));
        ask(row.name(), row.id().number())
                .andExpect(status().isServiceUnavailable())
                .andExpect(content().string(Matchers.containsString("请单位工会专干")));
    }
}
