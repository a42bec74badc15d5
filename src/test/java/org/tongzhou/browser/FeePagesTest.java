package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.SomeBills;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.JournalId;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TestData;

/** The buttons around a bill, pressed: shares, struggling, instalments, undo, leaving, subsidy money, refunds again, the reserve. */
class FeePagesTest extends SitePages {
    @TempDir
    Path folder;

    @Autowired
    SomeBills bills;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Ledger ledger;

    @Test
    void aReviewerAgreesSharesInYuanAndStatesWhoStruggles() {
        Unit unit = data.unit(TestData.DAYE, new FeeShares(5_000, 5_000, 0, 0));
        String path = "/shares/" + unit.id().value();
        try (Browser browser = browser()) {
            User reviewer = signedIn(browser.desk(), staff("shares.county", Role.COUNTY_REVIEWER, "/42/4202/420281/"));
            reviewer.open("/shares?text=" + unit.code());
            reviewer.sees(unit.name());
            reviewer.look("shares-list");
            reviewer.follow(unit.name());
            reviewer.look("shares");
            reviewer.page().locator("#a-EMPLOYER").fill("40");
            reviewer.page().locator("#reason").fill("职代会新约定");
            reviewer.press("按这样约定分担");
            reviewer.sees("现在是 90.00%");
            assertThat(reviewer.page().locator("#a-EMPLOYER").inputValue()).isEqualTo("40");
            reviewer.look("shares-refused");
            reviewer.page().locator("#a-EMPLOYER").fill("50");
            reviewer.page().locator("#a-COUNTY_UNION").fill("10.00");
            reviewer.page().locator("#in-COUNTY_UNION").selectOption("YUAN");
            User stale = new User(reviewer.page().context().newPage());
            stale.open(path);
            reviewer.press("按这样约定分担");
            assertThat(reviewer.page().locator("#a-COUNTY_UNION").inputValue()).isEqualTo("10.00");
            stale.page().locator("#reason").fill("旧标签页里的改动");
            stale.press("按这样约定分担");
            stale.sees("新的约定写在表格上方", "约定刚被别人改过，现在是：");
            stale.look("shares-moved");
            reviewer.page().locator("#why").fill("连续亏损两年");
            reviewer.press("认定为困难单位");
            reviewer.sees("已认定为困难单位");
            reviewer.page().setViewportSize(390, 844);
            reviewer.look("shares-narrow");
            reviewer.lookInEnglish("shares");
            assertThat(bills.of(unit, 2).parts().get(2).amount().plainYuan()).isEqualTo("20.00");
            User finance = signedIn(browser.desk(), staff("shares.finance", Role.FINANCE_MAKER, TestData.PROVINCE));
            finance.open(path);
            finance.sees("县级工会 每人 10.00 元");
            assertThat(finance.page().getByText("按这样约定分担").count()).isZero();
        }
    }

    @Test
    void instalmentsAreAgreedAMatchIsTakenBackAndSomebodyLeaves() throws IOException {
        Unit unit = data.unit(TestData.DAYE, new FeeShares(5_000, 5_000, 0, 0));
        Bill bill = bills.of(unit, 2);
        Bill other = bills.ofRoster(unit, 2);
        try (Browser browser = browser()) {
            User finance = signedIn(browser.desk(), staff("inst.finance", Role.FINANCE_MAKER, TestData.PROVINCE));
            finance.open("/bills/" + bill.id().value());
            finance.page().locator("#due1").fill("2026-03-01");
            finance.page().locator("#amount1").fill("100.00");
            finance.page().locator("#due2").fill("2026-04-01");
            finance.page().locator("#amount2").fill("90.00");
            User stale = new User(finance.page().context().newPage());
            stale.open("/bills/" + bill.id().value());
            finance.press("按这几期约定");
            finance.sees("2026-03-01", "2026-04-01");
            finance.look("bill-instalments");
            stale.page().locator("#due1").fill("2026-03-01");
            stale.page().locator("#amount1").fill("190.00");
            stale.press("按这几期约定");
            stale.sees("已经约定过分期");
            finance.open("/credits");
            upload(finance, line("190.00", other.reference()));
            finance.open("/bills/" + other.id().value());
            finance.sees("下载收据 2 张", "职工个人", "单位");
            finance.look("bill-receipts");
            stale.open("/bills/" + other.id().value());
            finance.page().getByText("撤销认领").first().click();
            finance.sees("待缴", "撤销认领", "红字");
            stale.page().getByText("撤销认领").first().click();
            stale.sees("已经撤销或被退回");
            finance.look("bill-undone");
            User officer = signedIn(browser.desk(), officer(unit));
            officer.open("/bills/" + other.id().value());
            officer.follow("退出人员");
            officer.page().locator("input[name=person]").first().check();
            officer.page().locator("#reason").fill("调离本单位");
            officer.look("people-chosen");
            officer.press("让勾选的人退出");
            officer.sees("参保 1 人");
            officer.page().setViewportSize(390, 844);
            officer.open("/bills/" + other.id().value() + "/people");
            officer.look("people-narrow");
            manyPeople(officer, unit);
            assertThat(officer.page().request().get("/refunds").status()).isEqualTo(403);
            tooMuch(finance);
        }
    }

    private void manyPeople(User officer, Unit unit) {
        officer.open("/bills/" + bills.ofRoster(unit, 120).id().value() + "/people");
        officer.look("people-many-narrow");
        officer.page().setViewportSize(1440, 900);
        officer.follow("下一页");
        officer.sees("回到第一页", "取消整张缴费单");
        officer.look("people-many-next");
    }

    @Test
    void aGiversMoneyIsMatchedARefundIsPaidAgainAndTheReserveSetAside() throws IOException {
        Unit unit = data.unit(TestData.DAYE, new FeeShares(0, 10_000, 0, 0));
        Bill bill = bills.of(unit, 3);
        try (Browser browser = browser()) {
            User maker = signedIn(browser.desk(), staff("uses.maker", Role.FINANCE_MAKER, TestData.PROVINCE));
            User checker = signedIn(browser.desk(), staff("uses.checker", Role.FINANCE_CHECKER, TestData.PROVINCE));
            maker.open("/programmes");
            maker.page().locator("#name").fill("测试补助 " + unit.id().value());
            maker.page().locator("#area").fill(TestData.DAYE);
            maker.page().locator("#share").fill("50");
            maker.page().locator("#first").fill("2025-01-01");
            maker.page().locator("#last").fill("2025-01-02");
            maker.page().locator("#budget").fill("500.00");
            maker.press("提交方案，等另一人复核");
            String path = URI.create(maker.page().url()).getPath();
            checker.open(path);
            checker.press("复核通过，开始补助");
            String reference = checker.page().locator("dd.mono").first().innerText();
            maker.open("/credits");
            upload(maker, line("500.00", "拨款 " + reference) + line("300.00", bill.reference()));
            maker.open("/credits");
            maker.sees("补助款：", reference, "缴费码、金额相符");
            maker.look("credits-uses");
            maker.press("认领到这里 测试补助 " + unit.id().value());
            assertThat(maker.page().url()).endsWith("/credits");
            maker.open(path);
            maker.sees("出资方的到款", "人工认领");
            maker.look("programme-funded");
            maker.page().getByText("撤销认领").first().click();
            maker.sees("撤销认领", "未到款（元）");
            refundedAgain(maker, checker);
            JournalId fees = feesOfTheRich(unit);
            reserve(maker, checker);
            ledger.reverse(TestData.FUND, fees, TestData.TODAY, TestData.NOW);
        }
    }

    /** What other tests paid may be more than what they took in: nothing could be set aside. */
    private JournalId feesOfTheRich(Unit unit) {
        Posting.Part fees = new Posting.Part(Money.ofFen(10_000_000_00), unit.path(), "");
        String cause = "rich:" + unit.id().value();
        return ledger.post(
                TestData.FUND, Posting.of(Template.BILL_RAISED, cause, TestData.TODAY, TestData.NOW, List.of(fees)));
    }

    private void refundedAgain(User maker, User checker) {
        maker.open("/credits");
        maker.page().getByText("退回给付款方").first().click();
        maker.page().locator("#account").fill("6228480000000000017");
        maker.page().locator("#reason").fill("多缴退回");
        maker.press("提出退回，等另一人复核");
        jdbc.sql("update contribution.refund set state = 'RETURNED' where state = 'PROPOSED'")
                .update();
        maker.open("/refunds");
        maker.sees("银行没退成", "改账户再退");
        maker.look("refunds-returned");
        maker.page().getByText("改账户再退").first().click();
        maker.page().locator("#account").fill("6228480000000000025");
        maker.page().locator("#reason").fill("已与单位核对");
        maker.look("refund-again");
        maker.press("提出重新退回，等另一人复核");
        checker.open("/refunds");
        checker.sees("待复核", "0025");
    }

    private void reserve(User maker, User checker) {
        maker.open("/ledger");
        maker.follow("风险准备金");
        maker.page().locator("#amount").fill("1.00");
        maker.page().locator("#grounds").fill("2026 年第一次理事会决议");
        maker.press("提请，等另一人确认");
        maker.sees("待确认");
        maker.look("reserve");
        checker.open("/ledger/reserve");
        User stale = new User(checker.page().context().newPage());
        stale.open("/ledger/reserve");
        checker.press("确认记账");
        checker.sees("已记账");
        stale.press("确认记账");
        stale.sees("已经确认或撤回");
        checker.page().setViewportSize(390, 844);
        checker.open("/ledger/reserve");
        checker.look("reserve-narrow");
        checker.lookInEnglish("reserve");
        checker.open("/ledger/reports?from=2026-01&to=2026-02");
        checker.sees("期末准备金", "提取风险准备金");
    }

    /** A gigabyte is refused by what it says of itself; none of it is waited for. */
    private void tooMuch(User finance) throws IOException {
        finance.open("/credits");
        String token = finance.page().locator("form input[name=_csrf]").first().inputValue();
        String cookies = finance.page().context().cookies().stream()
                .map((Cookie cookie) -> cookie.name + "=" + cookie.value)
                .collect(Collectors.joining("; "));
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            String head = "POST /credits HTTP/1.1\r\nHost: localhost:" + port + "\r\nCookie: " + cookies
                    + "\r\nX-CSRF-TOKEN: " + token
                    + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1073741824\r\n\r\n"
                    + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n交易日期";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    private void upload(User finance, String lines) throws IOException {
        Path file = Files.writeString(folder.resolve(UUID.randomUUID() + ".csv"), "交易日期,流水号,金额,对方户名,附言\n" + lines);
        finance.page().locator("#file").setInputFiles(file);
        finance.press("核对这份流水");
    }

    private static String line(String amount, String remark) {
        return "2026-02-10," + UUID.randomUUID() + "," + amount + ",某单位工会委员会," + remark + "\n";
    }

    private OneTimePassword officer(Unit unit) {
        Set<Role> roles = Set.of(Role.UNIT_OFFICER);
        NewAccount account = new NewAccount("fee.officer", "周敏", data.person(), unit.id(), unit.path(), roles);
        return opened(account);
    }
}
