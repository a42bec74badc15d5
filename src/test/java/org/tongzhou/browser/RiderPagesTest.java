package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.gig.SomeOffers;
import org.tongzhou.gig.SomeRegister;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.testing.SiteTest;
import org.tongzhou.testing.TestData;

/** A rider joins on the phone in one step, chooses a password, and says which short messages are wanted. */
@SiteTest
class RiderPagesTest {
    private static final String PASSWORD = "qi shou ye you bao zhang";

    @LocalServerPort
    int port;

    @Autowired
    SomeOffers offers;

    @Autowired
    Accounts accounts;

    @Autowired
    TestData data;

    @Test
    void aRiderIsCoveredInOneStepAndThenAtHome() {
        offers.open(40, Money.ofYuan(900));
        ResidentId id = TestData.residentId(Sex.MALE, LocalDate.of(1996, 4, 4));
        try (Browser browser = new Browser("http://localhost:" + port)) {
            User rider = browser.phone();
            rider.open("/join");
            rider.look("join");
            rider.lookInEnglish("join");
            rider.open("/join");
            fill(rider, SomeRegister.WRONG, id.number());
            rider.press("免费参加");
            rider.look("join-no-match");
            rider.sees("姓名和证件号对不上");
            assertThat(rider.page().locator("#number").inputValue()).isEqualTo(id.number());
            rider.page().locator("#name").fill(SomeRegister.SILENT);
            rider.press("免费参加");
            rider.sees("核对身份的服务现在没有回应");
            assertThat(rider.page().locator("#phone").inputValue()).isEqualTo("17712340000");
        }
        try (Browser browser = new Browser("http://localhost:" + port)) {
            User rider = browser.phone();
            rider.open("/join");
            fill(rider, "周海涛", id.number());
            rider.press("免费参加");
            rider.look("join-done");
            rider.sees("保障办好了", "JH", "0 元，由工会补助");
            rider.lookInEnglish("join-done");
            rider.open("/join/done");
            rider.follow("设一个密码");
            rider.page().locator("input[name=password]").fill(PASSWORD);
            rider.page().locator("input[name=again]").fill(PASSWORD);
            rider.press("设置密码，进入系统");
            rider.open("/my/cover");
            rider.look("rider-cover");
            rider.sees("新就业形态劳动者意外伤害互助保障", "由工会补助，您不用付");
            rider.open("/my/messages/sms");
            rider.look("sms-wishes");
            rider.page().locator("input[value=CLAIM]").uncheck();
            rider.press("保存短信提醒");
            rider.look("sms-wishes-saved");
            assertThat(rider.page().locator("input[value=CLAIM]").isChecked()).isFalse();
            rider.lookInEnglish("sms-wishes");
        }
    }

    private static void fill(User rider, String name, String number) {
        Page page = rider.page();
        page.locator("#name").fill(name);
        page.locator("#number").fill(number);
        page.locator("#phone").fill("17712340000");
        page.locator("#consent").check();
    }

    @Test
    void theOfficeSeesPlacesAndShortMessages() {
        offers.open(7, Money.ofYuan(210));
        try (Browser browser = new Browser("http://localhost:" + port)) {
            User finance = browser.desk();
            signIn(finance, "rider.finance", Role.FINANCE_MAKER);
            finance.open("/free-cover");
            finance.look("free-cover");
            finance.sees("开放中", "骑手意外保障补助");
            refuse(finance);
            User admin = browser.desk();
            signIn(admin, "rider.admin", Role.ADMIN);
            admin.open("/sms");
            admin.look("sms-line");
            admin.sees("没有接短信网关");
            admin.lookInEnglish("sms-line");
        }
    }

    /** No places at all, then places of a union that has some; on the desk and on a narrow one. */
    private static void refuse(User finance) {
        finance.page().locator("#places").fill("0");
        finance.press("开放这些名额");
        finance.look("free-cover-no-places");
        finance.sees("名额至少 1 个");
        finance.page().locator("#places").fill("3");
        finance.press("开放这些名额");
        finance.look("free-cover-refused");
        finance.sees("已经有开放中的名额");
        assertThat(finance.page().locator("#places").inputValue()).isEqualTo("3");
        finance.page().setViewportSize(390, 844);
        finance.look("free-cover-refused-narrow");
        finance.page().setViewportSize(1440, 900);
    }

    private void signIn(User user, String login, Role role) {
        Actor admin = Actor.system(TestData.FUND);
        OneTimePassword first = accounts.open(
                admin, new NewAccount(login, "样例", data.person(), null, TestData.PROVINCE, Set.of(role)), TestData.NOW);
        accounts.changePassword(
                accounts.actor(TestData.FUND, login).orElseThrow(), first.password(), PASSWORD, TestData.NOW);
        user.signIn(login, PASSWORD);
    }
}
