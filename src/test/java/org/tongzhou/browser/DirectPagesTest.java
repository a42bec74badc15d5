package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.hospital.FhirReports;
import org.tongzhou.hospital.Reporting;
import org.tongzhou.hospital.Reporting.Stay;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.portal.PortalSamples;
import org.tongzhou.testing.TestData;

/** A stay is reported: one member is told and objects, one opens the claim without scripts; the desk matches, the administrator registers. */
class DirectPagesTest extends SitePages {
    private static final String COUNTY = "/42/4202/420281/";

    @Autowired
    People people;

    @Autowired
    PortalSamples samples;

    @Autowired
    Reporting reporting;

    @Autowired
    FhirReports reports;

    @Test
    void aMemberConsentsIsToldAndObjectsWithOneTap() {
        NewPerson person = covered();
        try (Browser browser = browser()) {
            User member = signedIn(browser.phone(), account("direct.member", person));
            member.open("/my/direct");
            member.look("direct-standing");
            member.press("同意并开通");
            member.sees("再勾选");
            member.look("direct-standing-unticked");
            member.page().locator("#agree").check();
            member.press("同意并开通");
            member.sees("免申即享已开通");
            report(person, person.name());
            member.open("/my/home");
            member.look("direct-home");
            member.sees("自动办");
            member.open("/my/claims");
            member.sees("告知，不用申请");
            member.follow("住院医疗");
            member.look("direct-announced");
            member.sees("不用申请，已替您算好", "700.00");
            everyForm(member, "direct-announced");
            member.open("/my/messages");
            member.look("direct-messages");
            member.sees("已替您算好");
            everyForm(member, "direct-messages");
            member.open("/my/direct");
            member.look("direct-standing-on");
            everyForm(member, "direct-standing-on");
            member.open("/my/claims");
            member.follow("住院医疗");
            member.press("金额不对，请人来看");
            member.look("direct-objected");
            member.sees("县级工会正在初审", "您有异议");
        }
    }

    /** English, large text, and the narrowest phone: nothing scrolls sideways, nothing is inaccessible. */
    private static void everyForm(User member, String name) {
        member.lookInEnglish(name);
        String path = java.net.URI.create(member.page().url()).getPath();
        member.page().setViewportSize(320, 640);
        member.open(path);
        assertThat(member.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        member.look(name + "-320");
        member.page().setViewportSize(390, 844);
    }

    @Test
    void withoutScriptsTheMessageLeadsToAFilledClaim() {
        NewPerson person = covered();
        report(person, person.name());
        try (Browser browser = browser()) {
            User member = signedIn(browser.phoneWithoutScripts(), account("direct.noscript", person));
            member.open("/my/home");
            member.follow("看一看，申领互助金");
            member.sees("不用再交", "胆囊结石 K80.2");
            member.press("用这些信息申领互助金");
            member.sees("核对一下", "700.00");
            member.page().locator("#consent").check();
            member.press("提交申领");
            member.sees("县级工会正在初审");
            member.page().setViewportSize(320, 640);
            member.open("/my/claims");
            assertThat(
                            member.page()
                                    .evaluate(
                                            "[...document.querySelectorAll('.card-row .tag')].every(word =>"
                                                    + " word.getBoundingClientRect().right < word.closest('.card-row').getBoundingClientRect().right)"))
                    .as("the state stands inside its row")
                    .isEqualTo(true);
            User again = signedIn(browser.phone(), account("direct.scripts", covered()));
            again.open("/my/home");
            again.look("direct-home-nothing");
        }
    }

    @Test
    void theDeskMatchesAndTheAdministratorRegisters() {
        NewPerson person = covered();
        report(person, "别的名字");
        try (Browser browser = browser()) {
            User desk = signedIn(browser.desk(), staff("direct.county", Role.COUNTY_REVIEWER, COUNTY));
            desk.open("/discharges");
            desk.look("discharges");
            desk.sees("就是这位", "姓名和报来的不同");
            desk.page().locator("input[name=identity]").last().fill("1");
            desk.page().locator("form[action$='/match'] button").last().click();
            desk.look("discharges-unknown");
            desk.sees("不是您辖区的在保职工");
            desk.page().locator("input[name=identity]").last().fill(person.id().number());
            desk.page().locator("form[action$='/match'] button").last().click();
            desk.sees("没有要认领的");
            User admin = signedIn(browser.desk(), staff("direct.admin", Role.ADMIN, TestData.PROVINCE));
            admin.open("/hospitals");
            admin.look("hospitals");
            admin.page().locator("#name").fill("浏览器样例医院");
            admin.page().locator("#territory").fill("420281");
            admin.page().locator("#login").fill("his.browser");
            admin.page().locator("#responsible").fill("李静");
            admin.page()
                    .locator("#idNumber")
                    .fill(TestData.residentId(Sex.FEMALE, LocalDate.of(1980, 1, 2))
                            .number());
            admin.page().locator("#phone").fill("13900000001");
            admin.press("登记并发放凭据");
            admin.look("hospital-issued");
            admin.open("/hospitals");
            admin.sees("浏览器样例医院", "只提醒本人");
            admin.page()
                    .locator("tr:has-text('浏览器样例医院') form[action$='/trust'] button")
                    .click();
            admin.look("hospital-half");
            admin.follow("已记下，去看申请");
            admin.sees("报来的住院可自动给付：浏览器样例医院");
            admin.look("appointment-of-trust");
        }
    }

    private NewPerson covered() {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15));
        Unit unit = data.unit(TestData.DAYE);
        samples.coverSince(LocalDate.of(2025, 9, 1), unit, person, "hospital");
        return person;
    }

    /** As a hospital does: a busy machine is asked again. */
    private void report(NewPerson person, String calledAs) {
        Reporting.House house = reporting.hospital(COUNTY, true);
        Stay stay = Stay.of(calledAs, person.id().number(), "1000.00");
        byte[] bundle = Reporting.bundle(UUID.randomUUID().toString(), stay);
        FhirReports.Answer answer = taken(house, bundle);
        for (int tries = 1; answer.status() == 503 && tries < 10; tries++) {
            answer = taken(house, bundle);
        }
        assertThat(List.of(answer.status())).as(answer.body()).containsExactly(200);
    }

    private FhirReports.Answer taken(Reporting.House house, byte[] bundle) {
        return reports.take(house.program(), "application/fhir+json", bundle, "/my/discharges/", TestData.NOW);
    }

    private OneTimePassword account(String login, NewPerson person) {
        PersonId id = people.find(TestData.FUND, person.id()).orElseThrow();
        NewAccount account = new NewAccount(login, person.name(), id, null, TestData.PROVINCE, Set.of(Role.MEMBER));
        return opened(account);
    }
}
