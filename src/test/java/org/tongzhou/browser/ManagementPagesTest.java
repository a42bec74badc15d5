package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.contribution.SomeBills;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TestData;

/** Management and audit look at the whole fund; a member at what they were told. */
class ManagementPagesTest extends SitePages {
    @Autowired
    SomeBills bills;

    @Autowired
    Outbox outbox;

    @Test
    void managementSeesTheYearAsPicturesAndAsTables() {
        data.aim(2026, Map.of("421281", 40L));
        try (Browser browser = browser()) {
            User manager = signedIn(browser.desk(), open("overview.manager", data.person(), Role.MANAGER));
            manager.open("/dashboard");
            manager.sees("2026 年湖北省总览", "目标", "综合赔付率", "地区以方格示意");
            manager.page().waitForSelector("[data-chart] svg");
            manager.look("dashboard");
            manager.follow("时效");
            manager.look("dashboard-days");
            manager.follow("数据表");
            manager.sees("2026 年湖北省数据表", "合计");
            manager.look("dashboard-tables");
            manager.open("/dashboard?region=4212");
            manager.sees("2026 年咸宁市总览", "赤壁");
            manager.look("dashboard-city");
            assertThat(manager.page().request().get("/dashboard.csv").text()).contains("咸宁市", "\"4212\"");
            manager.open("/language?to=en&back=/dashboard");
            manager.sees("Insured so far, by month", "Loss ratio");
            manager.look("dashboard-english");
        }
    }

    @Test
    void aManagerSetsTheYearsTargetsAndFindsThemOnTheOverview() {
        data.aim(2027, Map.of("421281", 0L));
        data.aim(2026, Map.of("421281", 41_000L, "421221", 9_000L, "420281", 60_000L));
        try (Browser browser = browser()) {
            User manager = signedIn(browser.desk(), open("targets.manager", data.person(), Role.MANAGER));
            manager.open("/dashboard");
            manager.follow("下达目标");
            manager.follow("2027");
            manager.sees("2027 年度目标", "咸宁市", "50,000", "省直辖县级区划");
            manager.look("targets");
            manager.page().locator("#c-421281").fill("４２，５００");
            manager.page().locator("#c-421221").fill("-8");
            manager.press("保存 2027 年度目标");
            manager.sees("嘉鱼县的目标“-8”读不出");
            assertThat(manager.page().locator("#c-421281").inputValue()).isEqualTo("４２，５００");
            manager.look("targets-wrong");
            manager.follow("嘉鱼县的目标");
            manager.photograph("targets-wrong-field");
            manager.page().locator("#c-421221").fill("9 500");
            manager.press("保存 2027 年度目标");
            manager.sees("已保存", "52,000");
            manager.look("targets-saved");
            manager.open("/dashboard?year=2027&region=4212");
            manager.sees("52,000");
        }
    }

    @Test
    void anAuditorFollowsAPostingToItsCauseAndAnActToWhoDidIt() {
        Unit unit = data.unit(TestData.DAYE, new FeeShares(5_000, 5_000, 0, 0));
        String bill = Long.toString(bills.of(unit, 2).id().value());
        try (Browser browser = browser()) {
            User auditor = signedIn(browser.desk(), open("overview.auditor", data.person(), Role.AUDITOR));
            auditor.open("/ledger");
            auditor.sees("试算平衡表", "应收会费", "借贷相等");
            auditor.look("ledger");
            auditor.open("/ledger/reports?from=2026-01&to=2026-02");
            auditor.sees("收支表", "基金余额表", "准备金表", "有月份未结账");
            auditor.look("ledger-reports");
            auditor.open("/ledger/months");
            auditor.sees("月度结账");
            auditor.look("ledger-months");
            auditor.open("/recoveries");
            auditor.sees("追回互助金");
            auditor.look("recoveries");
            auditor.open("/ledger");
            auditor.follow("缴费单 " + bill);
            auditor.sees("缴费单 " + bill + " 的凭证", "会费应收", "190.00");
            auditor.look("journals-of-a-cause");
            auditor.follow("打开来由");
            assertThat(auditor.page().url()).endsWith("/bills/" + bill);
            auditor.open("/audit?subject=bill:" + bill);
            auditor.sees("开出缴费单", "bill:" + bill);
            auditor.look("audit");
            auditor.open("/audit?subject=bill:0");
            auditor.sees("没有符合的记录");
            auditor.look("audit-empty");
        }
    }

    @Test
    void aMemberReadsWhatTheyWereTold() {
        PersonId person = data.person();
        outbox.tell(
                TestData.FUND,
                person,
                TestData.NOW,
                new Outbox.Telling("notice.benefit.paid", List.of("HB-1", "fen:695459", "农业银行", "6217"), "/my/cover"));
        try (Browser browser = browser()) {
            User member = signedIn(browser.phone(), open("overview.member", person, Role.MEMBER));
            member.open("/my/messages");
            member.sees("2 条未读", "您的账户开通了", "6,954.59 元", "尾号 6217");
            member.look("messages");
            member.page().locator(".msgs button").nth(1).click();
            assertThat(member.page().url()).endsWith("/my/cover");
            member.open("/my/messages");
            member.sees("1 条未读");
            member.press("全部标为已读");
            assertThat(member.page().locator("body").innerText()).doesNotContain("未读");
            member.look("messages-read");
        }
    }

    private OneTimePassword open(String login, PersonId person, Role role) {
        String path = role == Role.MEMBER ? "/42/4202/420281/" : TestData.PROVINCE;
        return opened(new NewAccount(login, "高远", person, null, path, Set.of(role)));
    }
}
