package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.DraftVerdict;
import org.tongzhou.enrolment.Enrolling;
import org.tongzhou.enrolment.MovedRosters;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.enrolment.Starts;
import org.tongzhou.enrolment.Submission;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitClosing;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

class RosterPagesTest extends SitePages {
    private static final Path ROSTERS = Path.of("src/test/resources/rosters");

    @TempDir
    Path folder;

    @Autowired
    People people;

    @Autowired
    Rosters rosters;

    @Autowired
    Starts starts;

    @Autowired
    UnitClosing closing;

    @Test
    void anOfficerSeesTheVerdictAtOnceAndPutsRowsRightInPlace() throws IOException {
        Unit unit = data.unit(TestData.DAYE, new FeeShares(0, 5_000, 5_000, 0));
        try (Browser browser = browser()) {
            User officer = signedIn(browser.desk(), open("roster.officer", data.person(), unit, Role.UNIT_OFFICER));
            officer.open("/rosters");
            officer.look("rosters-empty");
            upload(officer, ROSTERS.resolve("daye-1695.expected.json"));
            officer.sees("没有找到表头", "一行也没有写入");
            officer.look("rosters-refused");
            upload(officer, roster("daye-1695.xlsx", "429004"));
            officer.sees("19 行需要改，其余 1,676 行可以先参保", "362,685.00", "校验位不符", "先为 1,676 人参保");
            officer.look("roster");

            officer.page().locator("#c101-5").fill("19958948640");
            officer.page().locator("#c853-5").fill("1390000");
            officer.page().locator("#row-101 button.btn").click();
            officer.page().waitForSelector("#row-101.fixed");
            officer.sees("18 行需要改，其余 1,677 行可以先参保", "已改好");
            assertThat(officer.page().locator("#c853-5").inputValue()).isEqualTo("1390000");
            officer.page().locator("#row-617 button[name=out]").click();
            officer.page()
                    .waitForSelector(
                            "#row-617",
                            new com.microsoft.playwright.Page.WaitForSelectorOptions()
                                    .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
            officer.sees("17 行需要改");
            officer.look("roster-fixed");
            officer.page().locator("#c853-5").fill("139000");
            officer.page().locator(".fls >> text=已移出").click();
            officer.page().waitForURL("**?show=removed");
            officer.sees("放回名册");
            officer.look("roster-removed");
            officer.page().locator(".seg >> text=只看有错的").click();
            assertThat(officer.page().locator("#c853-5").inputValue()).isEqualTo("139000");
            enterSavesWhereOneIs(officer);
            officer.page().locator(".seg >> text=全部").click();
            officer.page().waitForURL("**?show=all");
            officer.look("roster-all");
            enrol(officer);
            officer.open("/language?to=en&back="
                    + java.net.URI.create(officer.page().url()).getPath());
            officer.look("roster-english");
            officer.page().setViewportSize(390, 844);
            officer.look("roster-narrow");
        }
    }

    private static void enrol(User officer) {
        String roster = java.net.URI.create(officer.page().url()).getPath();
        officer.page().locator("#day").fill("2026-03-01");
        officer.press("按这天算");
        officer.sees("2026-03-01 零时生效");
        officer.press("先为 1,677 人参保");
        assertThat(officer.page().url()).contains("/bills/");
        officer.sees("362,875.00");
        officer.open(roster);
        officer.sees("好的行已经参保", "17 行需要改");
        officer.look("roster-partly-enrolled");
        officer.open(roster + "?show=enrolled");
        officer.sees("已参保的 1,677 行");
    }

    @Test
    void theRosterWorksWithoutScripts() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        try (Browser browser = browser()) {
            OneTimePassword first = open("roster.plain", data.person(), unit, Role.UNIT_OFFICER);
            User officer = signedIn(browser.desk(), first);
            officer.page().route("**/*.js*", route -> route.abort());
            officer.open("/rosters");
            upload(officer, roster("ids-as-numbers.xlsx", "429005"));
            officer.page().locator("#c101-5").fill("19958948640");
            officer.page().locator("#c853-5").fill("1390000");
            officer.page().locator("#row-101 button.btn").click();
            officer.sees("18 行需要改");
            assertThat(officer.page().locator("#c853-5").inputValue()).isEqualTo("1390000");
            officer.page().locator("#c853-5").fill("19958948641");
            officer.page().locator("#day").fill("2026-03-01");
            officer.press("按这天算");
            officer.sees("17 行需要改", "2026-03-01 零时生效");
            officer.page().locator("#c1339-5").fill("12");
            officer.page().locator(".seg >> text=全部").click();
            officer.sees("17 行需要改");
            assertThat(officer.page().url()).endsWith("?show=all");
            officer.page().locator(".seg >> text=只看有错的").click();
            assertThat(officer.page().locator("#c1339-5").inputValue()).isEqualTo("12");
            officer.page().locator("#c1339-5").fill("19958948642");
            officer.press("先为 1,678 人参保");
            officer.sees("还没有参保", "16 行需要改");
            officer.press("先为 1,679 人参保");
            assertThat(officer.page().url()).contains("/bills/");
        }
    }

    @Test
    void whatWasTypedIsNeitherEnrolledUnseenNorLeftUnasked() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        try (Browser browser = browser()) {
            User officer = signedIn(browser.desk(), open("roster.typing", data.person(), unit, Role.UNIT_OFFICER));
            officer.open("/rosters");
            upload(officer, roster("daye-1695.xlsx", "429006"));
            Page page = officer.page();
            List<String> asked = new ArrayList<>();
            page.onDialog(dialog -> {
                asked.add(dialog.type());
                dialog.dismiss();
            });
            page.locator("#c101-5").fill("19958948640");
            page.locator("a[href='/bills']").first().click();
            officer.sees("19 行需要改");
            assertThat(asked).containsExactly("beforeunload");
            assertThat(page.locator("#c101-5").inputValue()).isEqualTo("19958948640");
            officer.press("先为 1,676 人参保");
            officer.sees("还没有参保", "18 行需要改");
            officer.look("roster-enrol-again");
            officer.press("先为 1,677 人参保");
            officer.sees("362,875.00");
            assertThat(page.url()).contains("/bills/");
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void theOfficerOfAUnitThatWasClosedReadsWhoReportsItsWorkers() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        DraftId draft =
                rosters.upload(data.officer(unit), "a.csv", roster("daye-next-year.xlsx", "429022"), TestData.NOW);
        UnitClosing.Closure closure =
                new UnitClosing.Closure(data.unit(TestData.DAYE).code(), "并入另一单位");
        closing.close(admin, unit.id(), closure, TestData.NOW);
        try (Browser browser = browser()) {
            User officer = signedIn(browser.desk(), open("roster.closed", data.person(), unit, Role.UNIT_OFFICER));
            officer.open("/rosters/" + draft.value());
            officer.sees("现在没有可以参保的人", "撤并");
            officer.look("roster-closed-unit");
            officer.open("/rosters");
            officer.sees("本单位已撤并");
            officer.look("rosters-closed-unit");
            officer.page().setViewportSize(390, 844);
            officer.look("rosters-closed-unit-narrow");
        }
    }

    @Test
    void aMemberReadsTheirCoverAndItsCertificate() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        DraftId draft = rosters.upload(officer, "a.xlsx", roster("daye-next-year.xlsx", "429021"), TestData.NOW);
        DraftVerdict verdict = rosters.verdict(officer, draft, TestData.TODAY);
        Submission submission =
                rosters.enrol(officer, draft, new Enrolling(verdict.good(), verdict.fee(), null), TestData.NOW);
        starts.activate(TestData.FUND, submission.id(), TestData.TODAY.minusDays(1));
        PersonId member = people.find(TestData.FUND, new ResidentId(MovedRosters.moved("420281198003307117", "429021")))
                .orElseThrow();
        try (Browser browser = browser()) {
            User reader = signedIn(browser.phone(), open("roster.member", member, unit, Role.MEMBER));
            reader.open("/my/cover");
            reader.sees("住院医疗", "2026-02-10 ～ 2027-02-09", "等待期", "下载计划书");
            assertThat(reader.page()
                            .locator("dt:has-text('连续参保自') + dd")
                            .first()
                            .innerText())
                    .isEqualTo("2月10日");
            reader.look("my-cover");
            var pdf = reader.page()
                    .request()
                    .get(reader.page()
                            .locator("a[href$='certificate.pdf']")
                            .first()
                            .getAttribute("href"));
            assertThat(pdf.status()).isEqualTo(200);
            assertThat(pdf.headers())
                    .containsEntry("content-type", "application/pdf")
                    .containsEntry("cache-control", "no-store");
            assertThat(pdf.body().length).isGreaterThan(5_000);
            User other = signedIn(browser.phone(), open("roster.other", data.person(), unit, Role.MEMBER));
            assertThat(other.page()
                            .request()
                            .get(java.net.URI.create(pdf.url()).getPath())
                            .status())
                    .isEqualTo(404);
        }
    }

    private Path roster(String file, String area) throws IOException {
        return Files.writeString(folder.resolve("2026职工花名册.csv"), MovedRosters.csv(file, area));
    }

    /** Enter in a cell is no button that leads to other rows. */
    private static void enterSavesWhereOneIs(User officer) {
        officer.page().locator(".fls >> text=手机号不是").click();
        officer.page().waitForURL("**?show=code-phone_length");
        String here = officer.page().url();
        officer.page().locator("#c853-5").fill("13900");
        officer.page()
                .waitForResponse(
                        answer -> answer.request().method().equals("POST"),
                        () -> officer.page().locator("#c853-5").press("Enter"));
        officer.page().waitForTimeout(300);
        assertThat(officer.page().url()).isEqualTo(here);
        assertThat(officer.page().locator(".fls [aria-current=true]").innerText())
                .contains("手机号不是");
        assertThat(officer.page().locator("#c853-5").inputValue()).isEqualTo("13900");
    }

    private static void upload(User officer, Path file) {
        officer.page().locator("#file").setInputFiles(file);
        officer.press("上传并核对名册");
    }

    private OneTimePassword open(String login, PersonId person, Unit unit, Role role) {
        NewAccount account = new NewAccount(login, "周敏", person, unit.id(), unit.path(), Set.of(role));
        return opened(account);
    }
}
