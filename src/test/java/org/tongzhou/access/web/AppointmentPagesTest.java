package org.tongzhou.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.Appointments;
import org.tongzhou.access.NewAccount;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Pages of what waits for a second administrator. */
@RoomTest
class AppointmentPagesTest {
    private static final String FIRST = "一次性密码前半段";
    private static final String SECOND = "一次性密码后半段";

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    Accounts accounts;

    @Autowired
    Appointments appointments;

    @Autowired
    TestData data;

    private Actor first;
    private Actor second;
    private long maker;

    @BeforeEach
    void aMakersAccountAndTwoAdministrators() {
        first = data.actor(Role.ADMIN, TestData.PROVINCE);
        second = data.actor(Role.ADMIN, TestData.PROVINCE);
        maker = accounts.open(Actor.system(TestData.FUND), account(), TestData.NOW)
                .account();
    }

    @Test
    void aSecondClickAsksOnceAndShowsNoHalfAgain() throws Exception {
        String key = UUID.randomUUID().toString();
        assertThat(body(reset(key))).contains(FIRST);
        long asked = appointments.waitingOf(first, maker).orElseThrow().id();
        reset(key).andExpect(redirectedUrl("/appointments/" + asked));
    }

    @Test
    void aSecondClickConfirmsOnceAndShowsNoHalfAgain() throws Exception {
        long asked = asked();
        String key = UUID.randomUUID().toString();
        assertThat(body(act(second, asked, "confirm", key))).contains(SECOND);
        act(second, asked, "confirm", key).andExpect(redirectedUrl("/accounts/" + maker));
    }

    @Test
    void whoAskedIsShownNoWayToConfirm() throws Exception {
        long asked = asked();
        assertThat(page(first, "/appointments/" + asked)).contains("撤回申请").doesNotContain("/confirm\"");
        assertThat(page(second, "/appointments/" + asked)).contains("不同意", "/confirm\"");
        act(first, asked, "confirm", UUID.randomUUID().toString()).andExpect(status().isUnprocessableContent());
    }

    @Test
    void theAccountSaysWhatWaits() throws Exception {
        long asked = asked();
        assertThat(page(second, "/accounts/" + maker)).contains("等第二位管理员确认", "/appointments/" + asked);
        act(second, asked, "drop", UUID.randomUUID().toString()).andExpect(redirectedUrl("/appointments/" + asked));
        assertThat(page(second, "/accounts/" + maker)).doesNotContain("等第二位管理员确认。");
        assertThat(page(second, "/appointments/" + asked)).contains("不同意").doesNotContain("/confirm\"");
    }

    @Test
    void whatWaitsIsListed() throws Exception {
        long asked = asked();
        assertThat(page(second, "/appointments?after=" + (asked - 1)))
                .contains("href=\"/appointments/" + asked + "\"", "等您确认");
        assertThat(page(first, "/appointments?after=" + (asked - 1)))
                .contains("href=\"/appointments/" + asked + "\"", "等别的管理员");
    }

    private long asked() {
        visits.of(first);
        return appointments.reset(first, maker, TestData.NOW).appointment();
    }

    private ResultActions reset(String key) throws Exception {
        return mvc.perform(post("/accounts/" + maker + "/reset")
                .param("request_key", key)
                .with(csrf())
                .with(visits.of(first)));
    }

    private ResultActions act(Actor actor, long asked, String what, String key) throws Exception {
        return mvc.perform(post("/appointments/" + asked + "/" + what)
                .param("request_key", key)
                .with(csrf())
                .with(visits.of(actor)));
    }

    private String page(Actor actor, String path) throws Exception {
        return body(mvc.perform(get(path).with(visits.of(actor))));
    }

    private static String body(ResultActions answered) throws Exception {
        return answered.andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    }

    private NewAccount account() {
        String login = "a" + UUID.randomUUID().toString().substring(0, 12);
        return new NewAccount(login, "周敏", data.person(), null, TestData.PROVINCE, Set.of(Role.FINANCE_MAKER));
    }
}
