package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** A member files on the phone, two levels review at the desk, a second person is asked, the member follows. */
class ClaimPagesTest extends SitePages {
    private static final Path RECEIPT = Path.of("src/main/resources/demo/receipt-1.pdf");

    /** Papers of another member: the same file twice is a sign. */
    private static final Path OTHER = Path.of("src/main/resources/demo/receipt-3.pdf");

    private static final LocalDate SINCE = LocalDate.of(2025, 3, 1);

    @Autowired
    SomeCovers held;

    @Autowired
    ApplicationEventPublisher events;

    @Test
    void aMemberFilesInThreeStepsAndTwoLevelsApprove() {
        Unit unit = data.unit("420981");
        NewPerson feng = named("冯建军");
        PersonId person = covered(unit, feng);
        try (Browser browser = browser()) {
            User member = signedIn(browser.phone(), account("claim.member", person, unit.path(), unit, Role.MEMBER));
            file(member);
            String claim = member.page().url();
            member.sees("住院医疗", "7,664.59");
            User county = signedIn(browser.desk(), reviewer("claim.county", "/42/4209/420981/", Role.COUNTY_REVIEWER));
            approveAt(county, "workbench-county");
            User city = signedIn(browser.desk(), reviewer("claim.city", "/42/4209/", Role.CITY_REVIEWER));
            approveAt(city, "workbench-city");
            city.sees("已通过待付款");
            member.open(claim);
            member.look("claim-case-approved");
            member.follow("住院医疗");
            member.look("claim-progress");
            member.sees("已通过，等待付款", "应城市总工会", "孝感市总工会", "超过 50,000 元（示例）才要省级终审");
            arrives(member.page().url(), person);
            member.page().reload();
            member.follow("看到账凭证");
            member.look("claim-paid");
            member.sees("人民币柒仟陆佰陆拾肆元伍角玖分", "冯*军");
        }
    }

    /** The bank has paid the claim that this address names. */
    private void arrives(String address, PersonId person) {
        String cause = "claim:" + address.substring(address.lastIndexOf('/') + 1);
        Money amount = Money.parseYuan("7664.59");
        events.publishEvent(BenefitsPaid.of(new BenefitPaid(
                TestData.FUND, cause, new InstructionId(1), person, amount, LocalDate.of(2026, 2, 11))));
    }

    private static void file(User member) {
        member.open("/my/claims");
        member.look("claim-list-empty");
        member.open("/my/claims/new");
        member.look("claim-start");
        narrow(member, "claim-start-320");
        member.press("下一步：拍材料");
        member.look("claim-papers-empty");
        member.page().locator("#slot0-file").setInputFiles(RECEIPT);
        member.sees("receipt-1.pdf");
        member.page().locator("form.upload button").first().click();
        member.page().waitForSelector("text=已认出");
        FilePayload poor = new FilePayload("记录.jpg", "image/jpeg", TestData.darkPicture());
        member.page().locator("form.upload input[type=file]").first().setInputFiles(poor);
        member.page().waitForSelector("text=照片偏暗");
        member.look("claim-papers-poor");
        narrow(member, "claim-papers-poor-320");
        member.press("就用这张");
        member.page().waitForSelector("text=已收到");
        member.look("claim-papers");
        narrow(member, "claim-papers-320");
        member.follow("下一步：核对信息");
        member.look("claim-check");
        narrow(member, "claim-check-320");
        member.sees("7,664.59", "应城市人民医院", "40,000");
        member.press("提交申领");
        member.look("claim-check-consent");
        member.sees("请勾选");
        member.page().context().clearCookies();
        member.page().locator("#consent").check();
        member.press("提交申领");
        member.enter("claim.member", PASSWORD);
        member.page().waitForURL("**/check");
        member.open("/my/home");
        member.look("claim-home-draft");
        member.follow("没办完的申领");
        member.sees("核对一下", "7,664.59");
        member.page().locator("#consent").check();
        member.press("提交申领");
        member.look("claim-case");
        assertThat(member.page().locator(".tabs [aria-current]").getAttribute("href"))
                .isEqualTo("/my/claims");
        member.open("/my/claims");
        member.look("claim-list");
        member.follow("住院医疗");
        member.look("claim-progress-county");
        member.page().goBack();
    }

    @Test
    void aReviewerAsksForPapersAndARefusalNeedsASecondPerson() {
        Unit unit = data.unit("420302");
        NewPerson feng = named("冯建军");
        PersonId person = covered(unit, feng);
        try (Browser browser = browser()) {
            User member = signedIn(browser.phone(), account("claim.asked", person, unit.path(), unit, Role.MEMBER));
            OneTimePassword officer = account("claim.officer", data.person(), unit.path(), unit, Role.UNIT_OFFICER);
            typed(signedIn(browser.desk(), officer), feng);
            User first = signedIn(browser.desk(), reviewer("claim.first", "/42/4203/420302/", Role.COUNTY_REVIEWER));
            first.open("/reviews");
            first.page().locator(".ql a").first().click();
            first.look("workbench-typed");
            benchWithoutScripts(browser);
            first.press("退回补件");
            first.page().locator("#ask-DISCHARGE_RECORD").check();
            first.page().locator("#ask-words").fill("出院记录看不清，请重新拍一张盖章的。");
            first.look("workbench-ask");
            first.press("退回，请补材料");
            first.sees("等补材料");
            member.open("/my/claims");
            member.follow("住院医疗");
            member.look("claim-progress-owed");
            member.page().locator("#want-DISCHARGE_RECORD").setInputFiles(OTHER);
            member.page().waitForSelector("text=材料已补");
            member.look("claim-progress-supplied");
            first.open("/reviews");
            first.page().locator(".ql a").first().click();
            first.page().locator("[data-open=refuse]").click();
            first.page().locator("#refuse-clause").selectOption(new SelectOption().setIndex(2));
            first.page().locator("#refuse-words").evaluate("words => words.removeAttribute('minlength')");
            first.page().locator("#refuse-words").fill("票据对不上");
            first.press("提请不予支付");
            first.page().waitForSelector("dialog#refuse[open] #refuse-error");
            first.look("workbench-refuse-short");
            first.page().locator("#refuse-words").fill("票据与材料对不上，请到单位工会核对后再申领。");
            first.look("workbench-refuse");
            first.press("提请不予支付");
            first.sees("您已经在这件申领上办过一次");
            User second = signedIn(browser.desk(), reviewer("claim.second", "/42/4203/420302/", Role.COUNTY_REVIEWER));
            second.open("/reviews?filter=SECOND");
            second.page().locator(".ql a").first().click();
            second.look("workbench-second");
            second.press("同意不予支付");
            member.page().reload();
            member.look("claim-progress-refused");
            member.sees("未通过", "申请复议");
            second.open("/cases?q=SL2026");
            second.look("claim-search");
            second.open("/cases?q=420302197406120019");
            assertThat(second.page().url()).endsWith("/cases");
            appealWon(browser, member);
        }
    }

    /** What refuses lies open below the bench, one form under the other and all of it within reach. */
    private static void benchWithoutScripts(Browser browser) {
        User plain = browser.deskWithoutScripts();
        plain.signIn("claim.first", PASSWORD);
        plain.open("/reviews");
        plain.page().locator(".ql a").first().click();
        plain.photograph("workbench-noscript");
        BoundingBox ask = plain.page().locator("#ask").boundingBox();
        BoundingBox refuse = plain.page().locator("#refuse").boundingBox();
        assertThat(refuse.y).isGreaterThanOrEqualTo(ask.y + ask.height);
        plain.follow("退回补件");
        assertThat(plain.page().url()).endsWith("#ask");
        plain.follow("不予支付");
        assertThat(plain.page().url()).endsWith("#refuse");
        assertThat(plain.page().locator("[data-open], [data-close]").all())
                .as("buttons that scripts alone bring to life")
                .noneMatch(Locator::isVisible);
    }

    /** The member appeals; somebody of the province, who has not seen the claim, decides; the lead looks over all of it. */
    private void appealWon(Browser browser, User member) {
        String claim = member.page().url().replaceAll(".*/", "");
        narrow(member, "claim-progress-refused-320");
        member.page().locator("#appeal-words").fill("票据和材料是对得上的，我又核对了一遍，请再看。");
        member.press("提交复议申请");
        member.sees("省总工会正在终审");
        User province = signedIn(browser.desk(), reviewer("claim.province", "/42/", Role.PROVINCE_REVIEWER));
        province.open("/reviews/" + claim);
        province.look("workbench-appeal");
        entersNothing(province);
        province.press("全部确认");
        province.page().waitForSelector("button[data-key=a]:not([disabled])");
        province.page().waitForLoadState();
        province.page().keyboard().press("a");
        province.page().keyboard().press("Enter");
        province.page().waitForSelector("text=已通过待付款");
        member.open("/my/claims/" + claim);
        member.sees("已通过，等待付款", "您申请了复议");
        member.look("claim-progress-appealed");
        province.open("/workload");
        province.look("lead-workload");
        province.follow("可再领");
        province.look("lead-second");
        province.follow("抽查");
        province.look("lead-quality");
        province.lookInEnglish("lead-quality");
    }

    /** Enter in a doubtful figure decides neither this one nor another. */
    private static void entersNothing(User reviewer) {
        Locator figures = reviewer.page().locator(".ocr input");
        int doubtful = figures.count();
        figures.last().press("Enter");
        reviewer.page().waitForTimeout(300);
        assertThat(figures.count()).isEqualTo(doubtful);
        reviewer.sees("全部确认");
    }

    /** Nothing of a page is lost at 320 pixels, and nothing scrolls sideways. */
    private static void narrow(User user, String name) {
        user.page().setViewportSize(320, 700);
        user.look(name);
        assertThat((Integer) user.page().evaluate("document.documentElement.scrollWidth"))
                .as(name)
                .isLessThanOrEqualTo(320);
        user.page().setViewportSize(390, 844);
    }

    /** The officer files for a member with a receipt that cannot be read: everything is typed. */
    private static void typed(User officer, NewPerson member) {
        officer.open("/filings");
        officer.page().locator("#identity").fill("420302199001010000");
        officer.press("替他申领");
        officer.look("filing-unknown");
        officer.page().locator("#identity").fill(member.id().number());
        officer.press("替他申领");
        officer.sees("替冯建军代办");
        officer.press("下一步：拍材料");
        officer.page().locator("#slot0-file").setInputFiles(Path.of("src/test/resources/inputs/blank.pdf"));
        officer.page().locator("form.upload button").first().click();
        officer.page().waitForSelector("text=照着填");
        officer.page().locator("form.upload input[type=file]").first().setInputFiles(OTHER);
        officer.page().waitForSelector("text=已收到");
        officer.follow("下一步：核对信息");
        officer.look("claim-check-typed");
        assertThat(officer.page().locator("main a[href='/my/account']").count())
                .as("the card is the member's own to change")
                .isZero();
        fill(officer, "hospital", "十堰市太和医院");
        fill(officer, "from", "2026-01-19");
        fill(officer, "to", "2026-01-18");
        fill(officer, "diag", "急性阑尾炎 K35.8");
        for (String zero : List.of("pool", "other", "account", "selfOut")) {
            fill(officer, zero, "0");
        }
        for (String all : List.of("total", "cash", "selfScope")) {
            fill(officer, all, "1000.00");
        }
        fill(officer, "code", "42060126");
        fill(officer, "no", "0000012345");
        fill(officer, "chk", "a1b2c3");
        officer.page().keyboard().press("Tab");
        officer.page().waitForSelector("form[data-keep]:not([aria-busy])");
        officer.page().context().clearCookies();
        officer.press("保存修改");
        officer.enter("claim.officer", PASSWORD);
        officer.look("claim-check-dates");
        officer.sees("出院日期早于入院日期");
        fill(officer, "to", "2026-01-25");
        officer.press("保存修改");
        officer.page().waitForSelector("text=700.00");
        officer.page().locator("#consent").check();
        officer.press("提交申领");
        officer.sees("县级工会正在初审");
        officer.page().locator("a.back").click();
        officer.sees("在等什么");
        officer.look("filings");
    }

    private static void fill(User member, String field, String text) {
        member.page().locator("[id='f." + field + "']").fill(text);
    }

    private static void approveAt(User reviewer, String picture) {
        reviewer.open("/reviews");
        reviewer.page().locator(".ql a").first().click();
        reviewer.page().waitForSelector(".leaf img");
        reviewer.look(picture);
        reviewer.sees("可能还能领", "7,664.59", "第 6 条");
        Object width = reviewer.page().evaluate("document.querySelector('.leaf').offsetWidth");
        reviewer.press("放大");
        assertThat((Integer) reviewer.page().evaluate("document.querySelector('.leaf').offsetWidth"))
                .isGreaterThan((Integer) width);
        reviewer.page().keyboard().press("a");
        assertThat(reviewer.page().evaluate("document.activeElement.dataset.key"))
                .isEqualTo("a");
        reviewer.page()
                .waitForResponse(
                        answer -> answer.request().method().equals("POST"),
                        () -> reviewer.page().keyboard().press("Enter"));
        reviewer.page().waitForLoadState();
    }

    private static NewPerson named(String name) {
        NewPerson fresh = TestData.newPerson(Sex.MALE, LocalDate.of(1974, 6, 12));
        return new NewPerson(name, fresh.id(), fresh.phone(), fresh.card());
    }

    private PersonId covered(Unit unit, NewPerson person) {
        List<Histories.Member> members = List.of(
                new Histories.Member(person, new PlanCode("hospital"), 1, SINCE.minusYears(1)),
                new Histories.Member(person, new PlanCode("critical"), 4, SINCE.minusYears(1)));
        return held.from(SINCE, unit, members);
    }

    private OneTimePassword reviewer(String login, String path, Role role) {
        return opened(new NewAccount(login, "李静", data.person(), null, path, Set.of(role)));
    }

    private OneTimePassword account(String login, PersonId person, String path, Unit unit, Role role) {
        NewAccount account = new NewAccount(login, "冯建军", person, unit.id(), path, Set.of(role));
        return opened(account);
    }
}
