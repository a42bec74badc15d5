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
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.SomeBills;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.SiteTest;
import org.tongzhou.testing.TestData;

@SiteTest
class BillPagesTest {
    private static final String PASSWORD = "tong zhou gong ji 1";

    @TempDir
    Path folder;

    @LocalServerPort
    int port;

    @Autowired
    TestData data;

    @Autowired
    Accounts accounts;

    @Autowired
    SomeBills bills;

    @Test
    void financeMatchesMoneyAndTheOfficerSeesItsBillPaid() throws IOException {
        Unit unit = data.unit(TestData.DAYE, new FeeShares(3_000, 5_000, 2_000, 0));
        Bill byReference = bills.of(unit, 3);
        Bill byHand = bills.of(unit, 2);
        try (Browser browser = new Browser("http://localhost:" + port)) {
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
            finance.sees("金额与户名都相符");
            finance.look("credits");
            finance.press("认领到这张账单 " + unit.name());
            assertThat(finance.page().url()).endsWith("/bills/" + byHand.id().value());
            finance.sees("已缴清", "人工认领");
            finance.look("bill-paid");

            officer.open("/bills/" + byReference.id().value());
            officer.sees("已缴清", "下载收据");
            officer.open("/language?to=en&back=/bills/" + byReference.id().value());
            officer.sees("Who pays how much", "Download receipt");
            officer.look("bill-paid-english");
            officer.page().setViewportSize(390, 844);
            officer.look("bill-paid-narrow");
        }
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
        return accounts.open(Actor.system(TestData.FUND), account, TestData.NOW);
    }

    private OneTimePassword finance() {
        Set<Role> roles = Set.of(Role.FINANCE_MAKER);
        NewAccount account = new NewAccount("bill.finance", "陈蔚", data.person(), null, TestData.PROVINCE, roles);
        return accounts.open(Actor.system(TestData.FUND), account, TestData.NOW);
    }

    private static User signedIn(User user, OneTimePassword first) {
        user.signIn(first.login(), first.password());
        user.page().locator("#password").fill(PASSWORD);
        user.page().locator("#again").fill(PASSWORD);
        user.page().locator("main form button[type=submit]").first().click();
        return user;
    }
}
