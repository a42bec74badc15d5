package org.tongzhou.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Who telephones a member about another card hears yes or no, and says either. */
@RoomTest
class AccountChangePagesTest {
    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    PayeeAccounts accounts;

    @Autowired
    TestData data;

    private PersonId person;
    private long change;

    @BeforeEach
    void anotherCardIsAskedFor() {
        person = data.person();
        change = accounts.change(
                data.actor(Role.MEMBER, TestData.PROVINCE, person),
                new AccountChange(person, "6217002680011223345", null, true, null),
                TestData.NOW);
    }

    @ParameterizedTest
    @EnumSource(names = {"FINANCE_CHECKER", "PROVINCE_REVIEWER"})
    void whoMayConfirmACardMayRefuseIt(Role role) throws Exception {
        Actor second = data.actor(role, TestData.PROVINCE);
        mvc.perform(get("/account-changes?after=" + (change - 1)).with(visits.of(second)))
                .andExpect(content().string(containsString("/account-changes/" + change + "/withdraw")))
                .andExpect(content().string(containsString("本人说不是自己申请的")));
        refuse(second, UUID.randomUUID().toString(), "DENIED").andExpect(redirectedUrl("/account-changes"));
        assertThat(accounts.openOf(Actor.system(TestData.FUND), person)).isEmpty();
        assertThat(accounts.payee(TestData.FUND, person).payableOn(TestData.TODAY))
                .isTrue();
    }

    @Test
    void pressedTwiceItIsRefusedOnceAndAnotherTimeThereIsNothingLeft() throws Exception {
        Actor second = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        String key = UUID.randomUUID().toString();
        refuse(second, key, "DENIED").andExpect(redirectedUrl("/account-changes"));
        refuse(second, key, "DENIED").andExpect(redirectedUrl("/account-changes"));
        refuse(second, UUID.randomUUID().toString(), "DENIED").andExpect(status().isConflict());
    }

    @Test
    void aReasonIsGiven() throws Exception {
        Actor second = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        refuse(second, UUID.randomUUID().toString(), "").andExpect(status().isBadRequest());
        assertThat(accounts.openOf(Actor.system(TestData.FUND), person)).isPresent();
    }

    private ResultActions refuse(Actor second, String key, String doubt) throws Exception {
        return mvc.perform(post("/account-changes/" + change + "/withdraw")
                .param("request_key", key)
                .param("doubt", doubt)
                .with(visits.of(second))
                .with(csrf()));
    }
}
