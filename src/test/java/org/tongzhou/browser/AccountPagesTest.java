package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.testing.SiteTest;
import org.tongzhou.testing.TestData;

/** An administrator's first day: the one-time password, an own one, an account for somebody else, their own authenticator. */
@SiteTest
class AccountPagesTest {
    private static final String OWN = "a good long pass phrase";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    TestData data;

    @Test
    void anAdministratorSignsInOpensAnAccountAndAddsAnAuthenticator() {
        OneTimePassword opened = administrator();
        try (Browser browser = new Browser("http://localhost:" + port)) {
            User admin = browser.desk();
            admin.signIn(opened.login(), "not the password");
            admin.look("login-wrong");
            admin.signIn(opened.login(), opened.password());
            admin.look("first-password");
            admin.page().locator("input[name=password]").fill(OWN);
            admin.page().locator("input[name=again]").fill(OWN);
            admin.press("设置密码，进入系统");
            admin.open("/accounts");
            admin.look("accounts");
            admin.follow("开一个账户");
            admin.look("new-account");
            String number =
                    TestData.residentId(Sex.FEMALE, LocalDate.of(1988, 3, 8)).number();
            fill(admin, "周敏", number, Role.AUDITOR);
            admin.look("shown-once");
            admin.follow("已记下，去看账户");
            admin.look("account");
            admin.sees("大冶市", "待首次登录");
            admin.open("/accounts/new");
            fill(admin, "诸葛问", number, Role.AUDITOR);
            admin.sees("这个证件号登记的是另一个姓名");
            admin.look("account-other-name");
            admin.open("/account");
            admin.look("own-account");
            admin.follow("绑定动态码程序");
            admin.look("authenticator");
            admin.open("/api");
            admin.look("api");
        }
    }

    /** Each sees one half of the password, and the owner signs in with both. */
    @Test
    void twoAdministratorsOpenAReviewersAccount() {
        try (Browser browser = new Browser("http://localhost:" + port)) {
            User first = entered(browser.desk(), administrator());
            first.open("/accounts/new");
            String login = fill(
                    first,
                    "周敏",
                    TestData.residentId(Sex.FEMALE, LocalDate.of(1988, 3, 8)).number(),
                    Role.COUNTY_REVIEWER);
            first.look("appointment-first-half");
            String half = secret(first);
            first.follow("已记下，去看申请");
            first.look("appointment-asked");
            first.sees("这是您提出的申请");
            User second = entered(browser.desk(), administrator());
            second.open("/appointments");
            second.look("appointments");
            second.lookInEnglish("appointments");
            second.page().navigate(first.page().url());
            second.look("appointment-to-confirm");
            second.lookInEnglish("appointment-to-confirm");
            second.press("确认，开账户");
            second.look("appointment-second-half");
            String password = half + secret(second);
            second.follow("已记下，去看账户");
            second.sees("县级初审", "待首次登录");
            second.press("申请重置密码");
            second.page().locator("main a.btn.pri").click();
            second.page().locator("main dl a").click();
            second.sees("等第二位管理员确认");
            second.look("account-waiting");
            User owner = browser.desk();
            owner.signIn(login, password);
            owner.sees("设置自己的密码");
        }
    }

    private static String secret(User user) {
        return user.page().locator("dd.mono.b").innerText().strip();
    }

    private static User entered(User user, OneTimePassword opened) {
        user.signIn(opened.login(), opened.password());
        user.page().locator("input[name=password]").fill(OWN);
        user.page().locator("input[name=again]").fill(OWN);
        user.press("设置密码，进入系统");
        return user;
    }

    @Test
    void theSessionCookieIsForTheServerAlone() throws Exception {
        HttpResponse<Void> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/login"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        List<String> cookies = page.headers().allValues("Set-Cookie");
        assertThat(cookies).anySatisfy(cookie -> assertThat(cookie).contains("session=", "HttpOnly", "SameSite=Lax"));
    }

    private static String fill(User admin, String name, String number, Role role) {
        String login = "daye-" + UUID.randomUUID().toString().substring(0, 8);
        admin.page().locator("input[name=login]").fill(login);
        admin.page().locator("input[name=name]").fill(name);
        admin.page().locator("input[name=idNumber]").fill(number);
        admin.page().locator("input[name=phone]").fill("13912345678");
        admin.page().locator("input[name=territory]").fill("420281");
        admin.page().locator("input[value=" + role + "]").check();
        admin.press("开账户，生成一次性密码");
        return login;
    }

    private OneTimePassword administrator() {
        return accounts.open(
                Actor.system(TestData.FUND),
                new NewAccount(
                        "admin-" + UUID.randomUUID().toString().substring(0, 8),
                        "赵立新",
                        data.person(),
                        null,
                        TestData.PROVINCE,
                        Set.of(Role.ADMIN)),
                TestData.NOW);
    }
}
