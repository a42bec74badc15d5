package org.tongzhou.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class AuditPagesTest {
    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    TestData data;

    @Autowired
    AuditTrail trail;

    @Test
    void entriesAreFoundBySubjectActorAndDay() throws Exception {
        Actor reviewer = data.actor(Role.COUNTY_REVIEWER, "/42/4202/420281/");
        trail.record(
                new AuditEntry(reviewer, TestData.NOW, "claim.approved", "claim:770001", Map.of("level", "<COUNTY>")));
        Actor auditor = data.actor(Role.AUDITOR, "/42/");

        assertThat(body("/audit?subject=claim:770001&day=2026-02-10&account=" + reviewer.userId(), auditor))
                .contains("claim.approved", "所在级别 <span class=\"num\">&lt;COUNTY&gt;</span>", "2026-02-10 09:00");
        assertThat(body("/audit?subject=claim:770001&day=2026-02-11", auditor)).contains("没有符合的记录");
        assertThat(body("/audit?subject=claim:770001", data.actor(Role.AUDITOR, "/42/4201/")))
                .contains("没有符合的记录");
    }

    @Test
    void detailsAreReadAsWordsAmountsAndDays() throws Exception {
        Actor finance = data.actor(Role.FINANCE_MAKER, "/42/");
        Map<String, String> details = Map.of(
                "amountFen", "1230056",
                "level", "CITY",
                "openFrom", "2026-02-14",
                "bp", "3000",
                "to", "2026-02-10T01:00:00Z",
                "budget_fen", "many",
                "colour", "green");
        trail.record(new AuditEntry(finance, TestData.NOW, "claim.approved", "claim:770002", details));
        assertThat(body("/audit?subject=claim:770002", data.actor(Role.AUDITOR, "/42/")))
                .contains("<div>金额 <span class=\"num\">12,300.56 元</span></div>")
                .contains(">市级<", ">2026-02-14<", ">30%<", ">2026-02-10 09:00<", ">many<", ">green<", "<div>colour <")
                .doesNotContain("1230056");
    }

    @Test
    void whoSharesAFeeAndWhereAClaimStoodAreReadAsWords() throws Exception {
        Map<Payer, Share> shares = Map.of(
                Payer.WORKER, new Share.Percent(10_000), Payer.COUNTY_UNION, new Share.Each(Money.ofFen(123_050)));
        Map<String, String> details = Map.of(
                "before", FeeShares.worker().byPayer().toString(),
                "after", new FeeShares(shares).byPayer().toString(),
                "state", ClaimState.REFUSED.name(),
                "answer", "BANK_RETURNED");
        Actor admin = data.actor(Role.ADMIN, "/42/");
        trail.record(new AuditEntry(admin, TestData.NOW, "unit.shares_agreed", "unit:770003", details));
        assertThat(body("/audit?subject=unit:770003", data.actor(Role.AUDITOR, "/42/")))
                .contains("原约定 <span class=\"num\">职工个人 100%</span>")
                .contains("新约定 <span class=\"num\">职工个人 100%、县级工会 每人 1,230.50 元</span>")
                .contains(">不予支付<", ">银行退回<")
                .doesNotContain("WORKER", "REFUSED", "BANK_RETURNED");
    }

    @ParameterizedTest
    @CsvSource({"day=tomorrow,day: 日期“tomorrow”", "account=zhou,account: 账户编号“zhou”"})
    void whatCannotBeReadIsNamedAtItsFieldAndFindsNothing(String typed, String said) throws Exception {
        Actor auditor = data.actor(Role.AUDITOR, "/42/");
        trail.record(AuditEntry.of(auditor, TestData.NOW, "claim.approved", "claim:770004"));
        String page = mvc.perform(get("/audit?subject=claim:770004&" + typed).with(visits.of(auditor)))
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        String field = said.substring(0, said.indexOf(": "));
        assertThat(page)
                .contains("<a href=\"#" + field + "\">" + said.substring(said.indexOf(": ") + 2))
                .contains("id=\"" + field + "\"", "id=\"" + field + "-error\"", "value=\"claim:770004\"")
                .contains("value=\"" + typed.substring(typed.indexOf('=') + 1) + "\"")
                .doesNotContain("claim.approved", "没有符合的记录");
    }

    private String body(String path, Actor actor) throws Exception {
        return mvc.perform(get(path).with(visits.of(actor)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
