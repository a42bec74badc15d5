package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.payment.Instruction;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.Heir;
import org.tongzhou.person.OpenChange;
import org.tongzhou.testing.TestData;

/** A member who cannot change their card themselves stands at a desk; the whole way, on the pages. */
class CardAtTheDeskTest extends HeirRoom {
    private static final String CARD = "6217002680011223345";
    private static final String WHY = "本人带身份证到窗口，健在";

    @Autowired
    private Accounts signIns;

    private Actor reviewer;
    private String password;
    private String address;

    @BeforeEach
    void aReviewerWithAPassword() {
        PersonId person = data.person();
        String login = "desk" + person.value();
        Set<Role> roles = Set.of(Role.CITY_REVIEWER);
        NewAccount account = new NewAccount(login, "陈蔚", person, null, TestData.HUANGSHI, roles);
        OneTimePassword opened = signIns.open(Actor.system(FUND), account, NOW);
        jdbc.sql("update access.account set must_change = false where fund = 42 and id = ?")
                .param(opened.account())
                .update();
        reviewer = new Actor(opened.account(), "陈蔚", new Scope(FUND, TestData.HUANGSHI), roles, person, null);
        password = opened.password();
        address = "/people/" + member.person().value() + "/account";
    }

    @Test
    void aMemberWhoLivesTakesTheirBenefitsAgainAndTheHeirNone() throws Exception {
        Heir heir = widow();
        accounts.confirm(province(member), named(filed(), heir), NOW);
        AccountChange theirs = new AccountChange(member.person(), CARD, null, true, null);
        refused("account_of_heir", () -> accounts.change(member.actor(), theirs, NOW));
        assertThat(page(address, reviewer))
                .contains("互助金付给继承人 " + Mask.name(heir.name()) + " 尾号 " + Mask.cardTail(heir.card()))
                .doesNotContain(heir.name(), heir.card());
        OpenChange asked = askedAtTheDesk();
        assertThat(page(address, reviewer)).contains("确认后不再付给继承人", WHY);
        assertThat(page("/my/messages", member.actor())).contains("收款卡改为尾号 3345");
        assertThat(people.payee(FUND, member.person()).awaitsConfirmation()).isTrue();
        confirmedBySomebodyElse(asked, "不再付给已确认的继承人");
        assertThat(heirs.of(FUND, member.person())).isEmpty();
        assertThat(page("/my/messages", member.actor())).contains("互助金不再付给继承人，改回付您尾号 3345 的收款卡");
        assertThat(page(address, reviewer)).doesNotContain("互助金付给继承人");
        Instruction next = approved(member);
        assertThat(next.payeeName()).isEqualTo(Mask.name(member.name()));
        assertThat(people.payee(FUND, member.person()).account()).isEqualTo(CARD);
        assertThat(steps()).endsWith("person.heir_confirmed", "person.account_asked", "person.account_confirmed");
        zero(member, Money.ZERO);
    }

    /** The member never opened an account: nobody else could say to which card the money goes now. */
    @Test
    void whatTheBankSentBackOfAMemberWithoutASignInGoesToTheCardTheyBring() throws Exception {
        Instruction paid = paid(member);
        ClaimId id = ClaimId.ofCause(paid.cause()).orElseThrow();
        sentBack(paid);
        confirmedBySomebodyElse(askedAtTheDesk(), "审核人员代本人申请");
        Actor finance = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        claims.payAgain(finance, id, claim(id).version(), NOW);
        assertThat(payments.of(FUND, id.cause())).hasSize(2);
        assertThat(people.payee(FUND, member.person()).account()).isEqualTo(CARD);
        zero(member, Money.ZERO);
    }

    @Test
    void withoutThePasswordNothingIsAsked() throws Exception {
        MvcResult result = sent(address, "password", "not the reviewer's");
        assertThat(result.getResponse().getStatus()).isEqualTo(422);
        assertThat(result.getResponse().getContentAsString(StandardCharsets.UTF_8))
                .contains("id=\"password-error\"", WHY)
                .doesNotContain("not the reviewer's", CARD);
        assertThat(accounts.openOf(reviewer, member.person())).isEmpty();
    }

    @Test
    void whatADeskTakesBackTheMemberHears() throws Exception {
        OpenChange asked = askedAtTheDesk();
        sent(address + "/withdraw", "change", Long.toString(asked.id()));
        assertThat(accounts.openOf(reviewer, member.person())).isEmpty();
        assertThat(page("/my/messages", member.actor())).contains("工作人员撤回了改收款卡的申请");
    }

    @Test
    void anHeirWhoWaitsIsNotTakenBackHere() throws Exception {
        long naming = named(filed(), widow());
        assertThat(page(address, reviewer)).contains("在继承人一页撤回").doesNotContain("/account/withdraw");
        MvcResult result = sent(address + "/withdraw", "change", Long.toString(naming));
        assertThat(result.getResponse().getStatus()).isEqualTo(409);
        assertThat(heirs.of(FUND, member.person())).isPresent();
    }

    private OpenChange askedAtTheDesk() throws Exception {
        assertThat(sent(address, "password", password).getResponse().getRedirectedUrl())
                .isEqualTo(address);
        return accounts.openOf(reviewer, member.person()).orElseThrow();
    }

    private MvcResult sent(String to, String name, String value) throws Exception {
        return mvc.perform(post(to).with(visits.of(reviewer))
                        .with(csrf())
                        .param("request_key", UUID.randomUUID().toString())
                        .param("card", "6217 0026 8001 1223 345")
                        .param("reason", WHY)
                        .param(name, value))
                .andReturn();
    }

    /** Whoever asked finds no button, whatever else they are. */
    private void confirmedBySomebodyElse(OpenChange asked, String reads) throws Exception {
        String list = "/account-changes?after=" + (asked.id() - 1);
        String confirm = "/account-changes/" + asked.id() + "/confirm";
        Actor asker = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE, asked.askedBy());
        assertThat(page(list, asker)).contains("请另一位确认").doesNotContain(confirm);
        Actor second = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        assertThat(page(list, second)).contains(confirm, reads, WHY);
        mvc.perform(post(confirm)
                        .with(visits.of(second))
                        .with(csrf())
                        .param("request_key", UUID.randomUUID().toString()))
                .andExpect(redirectedUrl("/account-changes"));
    }

    private List<String> steps() {
        return jdbc.sql("select action from audit.entry where subject = ? and action like 'person.%' order by id")
                .param("person:" + member.person().value())
                .query(String.class)
                .list();
    }
}
