package org.tongzhou.browser;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tongzhou.testing.SiteTest;

@SiteTest
class SignInTest {
    @LocalServerPort
    int port;

    @Test
    void theSignInPageIsAccessibleOnPhoneAndDesk() {
        try (Browser browser = new Browser("http://localhost:" + port)) {
            User phone = browser.phone();
            phone.open("/login");
            phone.look("login-phone");
            User desk = browser.desk();
            desk.open("/login");
            desk.look("login-desk");
        }
    }
}
