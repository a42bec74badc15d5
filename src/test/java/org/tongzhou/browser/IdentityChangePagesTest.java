package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.NewAccount;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.IdentityChange;
import org.tongzhou.person.IdentityChanges;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** An officer with the papers in hand corrects a slip of the roster; a reviewer of the province sees what it touches and decides. */
class IdentityChangePagesTest extends SitePages {
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);

    private final NewPerson slip = TestData.newPerson(Sex.FEMALE, LocalDate.of(1990, 3, 8));
    private final ResidentId right = TestData.residentId(Sex.MALE, LocalDate.of(1949, 3, 8));

    @Autowired
    SomeCovers covers;

    @Autowired
    People people;

    @Autowired
    IdentityChanges identities;

    @Test
    void aNumberThatWasRegisteredByASlipBecomesTheOneOnThePapers() {
        Unit unit = data.unit(TestData.DAYE);
        PersonId person = covered(unit);
        try (Browser browser = browser()) {
            User reviewer = signedIn(browser.desk(), staff("numbers.city", Role.CITY_REVIEWER, TestData.HUANGSHI));
            reviewer.open("/people/" + person.value());
            reviewer.look("person-with-a-number");
            reviewer.follow("更正证件号");
            reviewer.look("identity-change");
            reviewer.lookInEnglish("identity-change");
            ask(reviewer, slip.id().number());
            reviewer.look("identity-change-wrong");
            reviewer.sees("登记的就是这个证件号，不用更正");
            ask(reviewer, right.number());
            reviewer.look("identity-change-open");
            reviewer.sees("等省级审核人员复核");
            decide(browser);
        }
        assertThat(people.identity(TestData.FUND, person)).isEqualTo(right);
        assertThat(people.sex(TestData.FUND, person)).isEqualTo(Sex.MALE);
    }

    private void decide(Browser browser) {
        User province = signedIn(browser.desk(), staff("numbers.province", Role.PROVINCE_REVIEWER, TestData.PROVINCE));
        province.open("/identity-changes");
        province.look("identity-changes");
        province.lookInEnglish("identity-changes");
        province.follow("打开复核");
        province.look("identity-decision");
        province.lookInEnglish("identity-decision");
        province.sees("性别：女改为男", "不对这个性别开放", "76 岁", "没有办理中的申领");
        province.page().locator("#number").fill(slip.id().number());
        province.press("已核对证件，确认");
        province.look("identity-decision-wrong");
        province.sees("和申请的不一样");
        province.page().locator("#number").fill(right.number());
        province.press("已核对证件，确认");
        province.sees("没有等复核的证件号更正");
    }

    @Test
    void aNumberWhoseCoversChangedWhileItWasLookedAtIsLookedAtAgain() {
        Unit unit = data.unit(TestData.DAYE);
        PersonId person = covered(unit);
        Actor reviewer = data.actor(Role.CITY_REVIEWER, TestData.HUANGSHI);
        IdentityChange wanted = new IdentityChange(person, right.number(), IdentityChange.Cause.SLIP, "看了身份证原件");
        long change = identities.ask(reviewer, wanted, TestData.NOW);
        try (Browser browser = browser()) {
            User province =
                    signedIn(browser.desk(), staff("numbers.turned", Role.PROVINCE_REVIEWER, TestData.PROVINCE));
            province.open("/identity-changes/" + change);
            province.page().locator("#number").fill(right.number());
            covers.from(JANUARY, unit, List.of(member("accident")));
            province.press("已核对证件，确认");
            province.sees("刚刚变了");
            province.press("不予更正");
            province.sees("没有等复核的证件号更正");
        }
        assertThat(people.identity(TestData.FUND, person)).isEqualTo(slip.id());
    }

    @Test
    void whoComesByTheSlipIsToldBesideTheNumber() {
        Unit unit = data.unit(TestData.DAYE);
        corrected(covered(unit));
        try (Browser browser = browser()) {
            User admin = signedIn(browser.desk(), staff("numbers.admin", Role.ADMIN, TestData.PROVINCE));
            admin.open("/accounts/new");
            admin.page().locator("#login").fill("numbers.late");
            admin.page().locator("#name").fill(slip.name());
            admin.page().locator("#idNumber").fill(slip.id().number());
            admin.page().locator("#phone").fill("13912345678");
            admin.page().locator("#territory").fill("420281");
            admin.page().locator("input[value=COUNTY_REVIEWER]").check();
            admin.press("开账户，生成一次性密码");
            admin.look("account-corrected-number");
            assertThat(admin.page().locator(".field:has(#idNumber)").innerText())
                    .contains("登记后已更正");
            User officer = signedIn(
                    browser.desk(),
                    opened(new NewAccount(
                            "numbers.officer",
                            "周敏",
                            data.person(),
                            unit.id(),
                            unit.path(),
                            Set.of(Role.UNIT_OFFICER))));
            officer.open("/rosters");
            officer.page().locator("#file").setInputFiles(rosterOfTheSlip());
            officer.press("上传并核对名册");
            officer.sees("这个证件号码登记后已更正");
            officer.look("roster-corrected-number");
        }
    }

    private FilePayload rosterOfTheSlip() {
        String rows = "姓名,证件号码,手机号,住院医疗\n" + slip.name() + "," + slip.id().number() + ",13912345678,是\n";
        return new FilePayload("名册.csv", "text/csv", rows.getBytes(StandardCharsets.UTF_8));
    }

    private void corrected(PersonId person) {
        IdentityChange wanted = new IdentityChange(person, right.number(), IdentityChange.Cause.SLIP, "看了身份证原件");
        long change = identities.ask(data.actor(Role.CITY_REVIEWER, TestData.HUANGSHI), wanted, TestData.NOW);
        identities.confirm(data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE), change, right.number(), TestData.NOW);
    }

    /** It was said to be of new papers, and the number before belongs to somebody else after all. */
    @Test
    void aFormerNumberThatWasASlipIsAskedForAndConfirmed() {
        PersonId person = covered(data.unit(TestData.DAYE));
        Actor city = data.actor(Role.CITY_REVIEWER, TestData.HUANGSHI);
        IdentityChange wanted = new IdentityChange(person, right.number(), IdentityChange.Cause.RENUMBERED, "看了身份证原件");
        identities.confirm(
                data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE),
                identities.ask(city, wanted, TestData.NOW),
                right.number(),
                TestData.NOW);
        try (Browser browser = browser()) {
            User reviewer = signedIn(browser.desk(), staff("formers.city", Role.CITY_REVIEWER, TestData.HUANGSHI));
            reviewer.open("/people/" + person.value() + "/identity");
            reviewer.follow("以前登记的号码");
            reviewer.look("former-numbers");
            reviewer.lookInEnglish("former-numbers");
            reviewer.page().locator("input[name=reason]").fill("看了两个人的身份证原件");
            reviewer.press("申请改认为登记有误");
            reviewer.look("former-numbers-open");
            reviewer.sees("等省级审核人员复核");
            User province =
                    signedIn(browser.desk(), staff("formers.province", Role.PROVINCE_REVIEWER, TestData.PROVINCE));
            province.open("/identity-changes");
            province.look("identity-changes-former");
            province.lookInEnglish("identity-changes-former");
            province.sees("看了两个人的身份证原件");
            province.press("确认登记有误");
            province.sees("没有等复核的证件号更正");
        }
        assertThat(people.find(TestData.FUND, slip.id())).isEmpty();
    }

    private PersonId covered(Unit unit) {
        return covers.from(JANUARY, unit, List.of(member("hospital"), member("women")));
    }

    private Histories.Member member(String plan) {
        return new Histories.Member(slip, new PlanCode(plan), 1, JANUARY.minusYears(1));
    }

    private static void ask(User reviewer, String number) {
        reviewer.page().locator("#number").fill(number);
        reviewer.page().locator("#reason").fill("看了身份证原件");
        reviewer.press("提交复核");
    }
}
