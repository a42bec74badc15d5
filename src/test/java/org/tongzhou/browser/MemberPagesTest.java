package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.portal.PortalSamples;
import org.tongzhou.testing.TestData;

class MemberPagesTest extends SitePages {
    @Autowired
    People people;

    @Autowired
    PortalSamples samples;

    @Test
    void aMemberSeesTheirOwnDataMaskedUntilTheyAskAndMayNameAnotherCard() {
        Unit unit = data.unit(TestData.DAYE);
        PersonId person = data.person();
        people.unmask(data.actor(Role.COUNTY_REVIEWER, TestData.PROVINCE), person, "核对申领人身份", TestData.NOW);
        String identity = people.identity(TestData.FUND, person).number();
        try (Browser browser = browser()) {
            User member = signedIn(browser.phone(), open("member.pages", person, unit, Role.MEMBER));
            member.open("/my");
            member.look("my-profile");
            member.sees("核对申领人身份", "退出");
            assertThat(member.page().content()).doesNotContain(identity);
            member.follow("查看");
            member.sees(identity);
            member.open("/my/account");
            member.look("my-account");
            change(member, "123", PASSWORD);
            member.look("my-account-wrong");
            member.sees("银行卡号或账号应是 12 到 19 位数字");
            member.page().locator("#bank").fill("行".repeat(61));
            change(member, "6228 4800 0000 1234 567", PASSWORD);
            member.sees("开户银行最多 60 个字");
            assertThat(member.page().locator("#bank").getAttribute("aria-invalid"))
                    .isEqualTo("true");
            member.page().locator("#bank").fill("");
            change(member, "6228 4800 0000 1234 567", "wrong");
            member.sees("登录密码没有输或不对");
            change(member, "6228 4800 0000 1234 567", PASSWORD);
            member.look("my-profile-waiting");
            member.sees("尾号 4567", "另一位工作人员确认");
            confirmBySecondPerson(browser);
        }
        assertThat(people.payee(TestData.FUND, person).account()).isEqualTo("6228480000001234567");
        assertThat(people.payee(TestData.FUND, person).awaitsConfirmation()).isFalse();
    }

    @Test
    void everyPageHasBothLanguagesAndALargeTextForm() {
        Unit unit = data.unit(TestData.DAYE);
        try (Browser browser = browser()) {
            User member = signedIn(browser.phone(), open("member.english", data.person(), unit, Role.MEMBER));
            member.open("/my");
            member.follow("English");
            member.look("my-profile-english");
            member.sees("Who looked at my data", "Sign out");
            member.follow("Large text");
            member.look("my-profile-elder");
            assertThat(member.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            member.page().setViewportSize(320, 700);
            assertThat(member.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        }
    }

    @Test
    void theFirstPageSaysWhatIsCoveredAndLeadsToTheClaim() {
        Unit unit = data.unit(TestData.DAYE);
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15));
        samples.coverSince(LocalDate.of(2025, 9, 1), unit, person, "hospital", "critical");
        samples.coverSince(LocalDate.of(2025, 2, 20), unit, person, "accident");
        PersonId id = people.find(TestData.FUND, person.id()).orElseThrow();
        try (Browser browser = browser()) {
            User member = signedIn(browser.phone(), open("member.home", id, unit, Role.MEMBER));
            member.look("my-home");
            member.sees(person.name(), unit.name(), "3 项保障生效中", "还有 10 天", "出院了，申领互助金");
            member.open("/language?to=en&back=/my/home");
            member.look("my-home-english");
            member.sees("Plans in force: 3");
            User nobody = signedIn(browser.phone(), open("member.nocover", data.person(), unit, Role.MEMBER));
            nobody.look("my-home-without-cover");
            nobody.sees("目前没有生效的保障");
            NewPerson leaver = TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15));
            samples.coverSince(LocalDate.of(2025, 1, 1), unit, leaver, "hospital");
            PersonId left = people.find(TestData.FUND, leaver.id()).orElseThrow();
            User ended = signedIn(browser.phone(), open("member.ended", left, unit, Role.MEMBER));
            ended.look("my-home-ended");
            ended.sees("目前没有生效的保障", "出院了，申领互助金");
        }
    }

    @Test
    void theDeskFindsAMemberOfItsTerritoryAndGivesAReasonToSeeMore() {
        Unit unit = data.unit(TestData.DAYE);
        NewPerson person = TestData.newPerson(Sex.FEMALE, LocalDate.of(1985, 6, 15));
        samples.coverSince(LocalDate.of(2025, 9, 1), unit, person, "hospital", "women");
        try (Browser browser = browser()) {
            User desk = signedIn(browser.desk(), reviewer("desk.daye", "/42/4202/420281/"));
            desk.find(person.name());
            desk.look("desk-search");
            desk.sees("职工", unit.name());
            desk.page().locator("table a").first().click();
            desk.look("desk-person");
            assertThat(desk.page().content()).doesNotContain(person.id().number());
            desk.page().locator("#reason").fill("查");
            desk.press("查看");
            desk.look("desk-person-reason");
            desk.sees("查看的理由要写 4 到 200 个字");
            desk.page().locator("#reason").fill("电话核对本人身份");
            desk.press("查看");
            desk.sees(person.id().number(), "本人可以看到");
            User elsewhere = signedIn(browser.desk(), reviewer("desk.yangxin", "/42/4202/420222/"));
            elsewhere.open("/search");
            elsewhere.find(person.id().number());
            elsewhere.sees("没有找到");
        }
        PersonId id = people.find(TestData.FUND, person.id()).orElseThrow();
        assertThat(people.views(TestData.FUND, id, "").items()).hasSize(1);
    }

    @Test
    void aFileOverTheLimitIsAnsweredInWords() {
        Unit unit = data.unit(TestData.DAYE);
        try (Browser browser = browser()) {
            User member = signedIn(browser.phone(), open("member.large", data.person(), unit, Role.MEMBER));
            member.open("/my/account");
            Object answer = member.page().evaluate("""
                    () => {
                        const form = new FormData(document.querySelector('form[action="/my/account"]'));
                        form.append('file', new Blob([new Uint8Array(22 * 1024 * 1024)]), 'large.xlsx');
                        return fetch('/my/account', {method: 'POST', body: form})
                            .then(async answer => answer.status + ' ' + await answer.text());
                    }
                    """);
            assertThat((String) answer).startsWith("413 ").contains("文件太大，最多 20 MB");
            Object old = member.page().evaluate("""
                    () => fetch('/my/account', {method: 'POST', body: new URLSearchParams({_csrf: 'of the session before'})})
                        .then(async answer => answer.status + ' ' + await answer.text())
                    """);
            assertThat((String) old).startsWith("403 ").contains("上次登录时打开的", "href=\"/my/account\"");
        }
    }

    private OneTimePassword reviewer(String login, String path) {
        NewAccount account = new NewAccount(login, "李静", data.person(), null, path, Set.of(Role.COUNTY_REVIEWER));
        return opened(account);
    }

    private void confirmBySecondPerson(Browser browser) {
        OneTimePassword checker = opened(new NewAccount(
                "checker.pages", "陈蔚", data.person(), null, TestData.PROVINCE, Set.of(Role.FINANCE_CHECKER)));
        User second = signedIn(browser.desk(), checker);
        second.open("/account-changes");
        second.look("account-changes");
        second.press("已核对本人，确认");
        second.look("account-changes-empty");
        second.sees("没有等确认的收款卡");
    }

    private static void change(User member, String card, String password) {
        member.page().locator("#card").fill(card);
        member.page().locator("#password").fill(password);
        member.press("申请改卡");
    }

    private OneTimePassword open(String login, PersonId person, Unit unit, Role role) {
        NewAccount account = new NewAccount(login, "样例职工", person, unit.id(), unit.path(), Set.of(role));
        return opened(account);
    }
}
