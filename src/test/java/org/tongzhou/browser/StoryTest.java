package org.tongzhou.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.story.Story;
import org.tongzhou.testing.TestData;

/** The story as its people click through it: roster, bill, money, cover, claim, three levels, batch, payment, overview. */
class StoryTest extends Story {
    private static final String PASSWORD = "tong zhou gong ji 1";
    private static final Path ROSTER = Path.of("src/test/resources/rosters/daye-1695.xlsx");
    private static final Path RECEIPTS = Path.of("src/test/resources/inputs/receipts");
    private static final ResidentId TIAN = new ResidentId("420281198606157111");

    private Unit daye;

    @Test
    void everybodyDoesTheirPart() {
        on("2026-02-10");
        daye = unit("大冶铁矿样例公司", UnitKind.ENTERPRISE, TestData.DAYE, new FeeShares(4_000, 4_000, 2_000, 0));
        try (Browser browser = new Browser(base())) {
            String reference = enrol(browser.desk());
            User maker = signedIn(browser.desk(), staff("story.maker", "陈蔚", Role.FINANCE_MAKER, TestData.PROVINCE));
            takeMoneyIn(maker, reference);
            on("2026-05-06");
            PersonId tian = people.find(TestData.FUND, TIAN).orElseThrow();
            OneTimePassword login = member("story.member", "田明海", tian, daye);
            User member = signedIn(browser.phone(), login);
            String claim = claim(member);
            review(browser, member, claim);
            pay(browser, maker);
            member.open(claim);
            member.sees("已到账");
            member.look("story-claim-paid");
            member.follow("到账凭证");
            member.sees("4,580.35");
            member.look("story-voucher");
            member.lookInEnglish("story-voucher");
            withoutScripts(browser.phoneWithoutScripts(), login.login(), claim);
            overview(browser);
        }
        books();
        verified();
    }

    private String enrol(User officer) {
        signedIn(officer, officer("story.officer", daye));
        officer.open("/rosters");
        officer.page().locator("#file").setInputFiles(ROSTER);
        officer.press("上传并核对名册");
        officer.sees("19 行需要改，其余 1,676 行可以先参保", "362,685.00");
        officer.look("story-roster");
        officer.press("先为 1,676 人参保");
        officer.sees("待缴", "362,685.00");
        officer.look("story-bill");
        officer.lookInEnglish("story-bill");
        Matcher reference = Pattern.compile("HZ\\d{10,}").matcher(officer.page().content());
        if (!reference.find()) {
            throw new AssertionError("no payment reference");
        }
        officer.open("/bills");
        officer.look("story-bills");
        return reference.group();
    }

    private void takeMoneyIn(User maker, String reference) {
        String csv = "交易日期,流水号,金额,对方户名,附言\r\n"
                + credit(clock.today(), "STORY1", "362685.00", reference)
                + credit(clock.today(), "STORY2", "88.00", "会费");
        maker.open("/credits");
        maker.look("story-credits-empty");
        maker.page()
                .locator("#file")
                .setInputFiles(new FilePayload("专户流水.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        maker.press("核对这份流水");
        maker.sees("对上 1", "待认领 1");
        maker.look("story-statement");
        maker.open("/credits");
        maker.look("story-credits");
        maker.lookInEnglish("story-credits");
    }

    private String claim(User member) {
        member.open("/my/home");
        member.look("story-home");
        member.lookInEnglish("story-home");
        member.open("/my/cover");
        member.look("story-cover");
        member.lookInEnglish("story-cover");
        member.open("/my/claims/new");
        member.press("下一步：拍材料");
        member.page().locator("#slot0-file").setInputFiles(RECEIPTS.resolve("receipt-5.pdf"));
        member.page().locator("form.upload button").first().click();
        member.page().waitForSelector("text=已认出");
        member.page().locator("form.upload input[type=file]").first().setInputFiles(RECEIPTS.resolve("receipt-5.pdf"));
        member.page().waitForSelector("text=已收到");
        member.look("story-papers");
        member.lookInEnglish("story-papers");
        member.follow("下一步：核对信息");
        member.sees("4,580.35");
        member.look("story-check");
        member.lookInEnglish("story-check");
        member.page().locator("#consent").check();
        member.press("提交申领");
        member.page().waitForURL("**/my/claims/*");
        member.sees("4,580.35", "审核中");
        member.look("story-progress");
        member.lookInEnglish("story-progress");
        return java.net.URI.create(member.page().url()).getPath();
    }

    /** County and city send the claim up, the province decides. */
    private void review(Browser browser, User member, String claim) {
        User county = signedIn(
                browser.desk(),
                staff("story.county", "何敏", Role.COUNTY_REVIEWER, divisions.pathOf(TestData.FUND, TestData.DAYE)));
        at(county, "story-workbench-county");
        county.lookInEnglish("story-workbench-county");
        sendUp(county);
        User city = signedIn(browser.desk(), staff("story.city", "李静", Role.CITY_REVIEWER, TestData.HUANGSHI));
        at(city, "story-workbench-city");
        sendUp(city);
        User province =
                signedIn(browser.desk(), staff("story.province", "吴江", Role.PROVINCE_REVIEWER, TestData.PROVINCE));
        at(province, "story-workbench-province");
        province.page().locator("form[action$='/approve'] button").click();
        province.page().waitForLoadState();
        member.open(claim);
        member.sees("已通过");
        member.look("story-approved");
    }

    private static void at(User reviewer, String picture) {
        reviewer.open("/reviews");
        reviewer.page().locator(".ql a").first().click();
        reviewer.page().waitForSelector(".leaf img");
        reviewer.sees("4,580.35");
        reviewer.look(picture);
    }

    private static void sendUp(User reviewer) {
        Locator up = reviewer.page().locator("form[action$='/up'] button");
        up.click();
        up.waitFor(
                new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    private void pay(Browser browser, User maker) {
        maker.open("/payments");
        maker.look("story-payments-empty");
        maker.page().locator(".phead form[action='/payments/batches'] button").click();
        maker.look("story-batch-made");
        User checker = signedIn(browser.desk(), staff("story.checker", "郑涛", Role.FINANCE_CHECKER, TestData.PROVINCE));
        checker.open("/payments");
        checker.look("story-batch-sealed");
        checker.page().locator("form[action$='/release'] button").click();
        checker.page().waitForLoadState();
        bankTalks();
        checker.page().reload();
        checker.look("story-batch-paid");
        checker.lookInEnglish("story-batch-paid");
        checker.open("/ledger");
        checker.look("story-ledger");
        checker.lookInEnglish("story-ledger");
    }

    private void withoutScripts(User phone, String login, String claim) {
        phone.signIn(login, PASSWORD);
        for (String path :
                new String[] {"/my/home", "/my/cover", "/my/claims", "/my/claims/new", "/my/messages", "/my"}) {
            phone.open(path);
            phone.photograph("story-plain" + path.replace('/', '-'));
        }
        phone.open(claim);
        phone.sees("4,580.35", "已到账");
        phone.photograph("story-plain-progress");
        phone.open(claim + "/paid");
        phone.sees("4,580.35");
        phone.open("/my/claims/new");
        phone.press("下一步：拍材料");
        phone.sees("第 2 步");
        phone.page().locator("#slot0-file").setInputFiles(RECEIPTS.resolve("receipt-5.xml"));
        phone.page().locator("form.upload button").first().click();
        phone.sees("已认出");
        phone.photograph("story-plain-papers");
    }

    private void overview(Browser browser) {
        User manager = signedIn(browser.desk(), staff("story.manager", "管理", Role.MANAGER, TestData.PROVINCE));
        manager.open("/dashboard");
        manager.sees("1,676");
        manager.page().waitForTimeout(600);
        manager.look("story-dashboard");
        manager.lookInEnglish("story-dashboard");
        manager.open("/dashboard?view=table");
        manager.sees("362,685.00", "4,580.35");
        manager.look("story-dashboard-table");
    }

    private static User signedIn(User user, OneTimePassword first) {
        user.signIn(first.login(), first.password());
        user.page().locator("#password").fill(PASSWORD);
        user.page().locator("#again").fill(PASSWORD);
        user.page().locator("main form button[type=submit]").first().click();
        return user;
    }
}
