package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.SomeBills;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TestData;

class BillPagesTest extends SitePages {
    @TempDir
    Path folder;

    @Autowired
    SomeBills bills;

    @Test
    void financeMatchesMoneyAndTheOfficerSeesItsBillPaid() throws IOException {
        Unit unit = data.unit(TestData.DAYE, new FeeShares(3_000, 5_000, 2_000, 0));
        Bill byReference = bills.of(unit, 3);
        Bill byHand = bills.of(unit, 2);
        try (Browser browser = browser()) {
            User officer = signedIn(browser.desk(), officer(unit));
            officer.open("/bills");
            officer.look("bills-due");
            officer.follow(unit.name());
            officer.sees("待缴", byHand.reference(), "汇到");
            officer.look("bill-due");

            User finance = signedIn(browser.desk(), finance());
            finance.open("/credits");
            upload(finance, "2026-02-10,,5.00,甲,会费\n");
            finance.sees("第 2 行：缺流水号", "整份没有入账");
            finance.look("credits-refused");
            upload(finance, line("285.00", byReference.reference()) + line("190.00", "会费 " + unit.name()));
            finance.sees("对上 1", "待认领 1");
            finance.look("statement");
            finance.open("/credits");
            finance.sees("金额、户名");
            finance.look("credits");
            finance.press("认领到这张缴费单 " + unit.name());
            assertThat(finance.page().url()).endsWith("/credits");
            finance.open("/bills/" + byHand.id().value());
            finance.sees("已缴清", "人工认领");
            finance.look("bill-paid");

            officer.open("/bills/" + byReference.id().value());
            officer.sees("已缴清", "下载收据");
            officer.open("/language?to=en&back=/bills/" + byReference.id().value());
            officer.sees("Who pays how much", "Download 3 receipts");
            officer.look("bill-paid-english");
            officer.page().setViewportSize(390, 844);
            officer.look("bill-paid-narrow");
        }
    }

    @Test
    void aSubsidyIsAgreedASurplusGoesBackAndPeopleLeave() throws IOException {
        Unit unit = data.unit(TestData.DAYE, new FeeShares(5_000, 5_000, 0, 0));
        try (Browser browser = browser()) {
            User maker = signedIn(browser.desk(), staff("fee.maker", "陈蔚", Role.FINANCE_MAKER));
            User checker = signedIn(browser.desk(), staff("fee.checker", "王平", Role.FINANCE_CHECKER));
            maker.open("/programmes");
            maker.look("programmes-empty");
            maker.page().locator("#name").fill("2026 困难企业会费补助");
            maker.page().locator("#area").fill(TestData.DAYE);
            maker.page().locator("#share").fill("50");
            maker.page().locator("#first").fill("2026-01-01");
            maker.page().locator("#last").fill("2026-12-31");
            maker.page().locator("#budget").fill("100.00");
            maker.press("提交方案，等另一人复核");
            maker.sees("待复核");
            String address = maker.page().url();
            checker.open(address.substring(address.indexOf("/programmes")));
            checker.press("复核通过，开始补助");
            checker.sees("补助中");

            Bill bill = bills.of(unit, 3);
            checker.page().reload();
            checker.sees(unit.name(), "预算用完");
            checker.look("programme-used-up");
            checker.open("/programmes");
            checker.look("programmes");
            maker.open("/bills/" + bill.id().value());
            maker.sees("补助：2026 困难企业会费补助", "补助已抵");
            maker.look("bill-subsidised");
            maker.open("/bills/" + bill.id().value() + "/people");
            maker.sees("退出还没生效的人员");
            maker.look("bill-people");
            maker.open("/credits");
            upload(maker, line("200.00", bill.reference()));
            maker.open("/credits");
            maker.page().getByText("退回给付款方").first().click();
            maker.page().locator("#account").fill("6228480000000000017");
            maker.page().locator("#reason").fill("多缴退回");
            maker.look("refund-form");
            maker.press("提出退回，等另一人复核");
            checker.open("/refunds");
            checker.sees("待复核");
            checker.look("refunds");
            checker.page().getByText("复核通过").first().click();
            checker.sees("待付款");
            maker.open("/overdue");
            maker.look("overdue");
            maker.page().setViewportSize(390, 844);
            maker.open("/bills/" + bill.id().value());
            maker.look("bill-subsidised-narrow");
            maker.open("/language?to=en&back=/programmes");
            maker.look("programmes-english-narrow");
        }
    }

    private OneTimePassword staff(String login, String name, Role role) {
        NewAccount account = new NewAccount(login, name, data.person(), null, TestData.PROVINCE, Set.of(role));
        return opened(account);
    }

    private void upload(User finance, String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("专户流水.csv"), "交易日期,流水号,金额,对方户名,附言\n" + lines);
        finance.page().locator("#file").setInputFiles(file);
        finance.press("核对这份流水");
    }

    private static String line(String amount, String remark) {
        return "2026-02-10," + UUID.randomUUID() + "," + amount + ",某单位工会委员会," + remark + "\n";
    }

    private OneTimePassword officer(Unit unit) {
        Set<Role> roles = Set.of(Role.UNIT_OFFICER);
        NewAccount account = new NewAccount("bill.officer", "周敏", data.person(), unit.id(), unit.path(), roles);
        return opened(account);
    }

    private OneTimePassword finance() {
        Set<Role> roles = Set.of(Role.FINANCE_MAKER);
        NewAccount account = new NewAccount("bill.finance", "陈蔚", data.person(), null, TestData.PROVINCE, roles);
        return opened(account);
    }
}
