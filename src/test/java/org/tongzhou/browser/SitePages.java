package org.tongzhou.browser;

import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.SiteTest;
import org.tongzhou.testing.TestData;

/** The running site, and people who come to its pages for the first time. */
@SiteTest
abstract class SitePages {
    static final String PASSWORD = "tong zhou gong ji 1";

    @LocalServerPort
    int port;

    @Autowired
    TestData data;

    @Autowired
    Accounts accounts;

    final Browser browser() {
        return new Browser("http://localhost:" + port);
    }

    final OneTimePassword opened(NewAccount account) {
        return accounts.open(Actor.system(TestData.FUND), account, TestData.NOW);
    }

    final OneTimePassword staff(String login, Role role, String path) {
        return opened(new NewAccount(login, "陈蔚", data.person(), null, path, Set.of(role)));
    }

    /** Signs in with the password handed out, and chooses {@link #PASSWORD}. */
    static User signedIn(User user, OneTimePassword first) {
        user.signIn(first.login(), first.password());
        user.page().locator("#password").fill(PASSWORD);
        user.page().locator("#again").fill(PASSWORD);
        user.page().locator("main form button[type=submit]").first().click();
        return user;
    }
}
