package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.TestData;

/** Forms that are refused: what was typed is not typed twice, and what cannot be taken is not sent. */
class WrongFormsTest extends SitePages {
    private static final int TOO_MANY_BYTES = 20 * 1024 * 1024 + 1;

    @Test
    void aRefusedFormIsFoundAgainAsItWasTyped() {
        try (Browser browser = browser()) {
            User finance = signedIn(browser.desk(), finance("wrong.typed"));
            finance.open("/programmes");
            finance.page().locator("[name=name]").fill("小微企业补助");
            finance.page().locator("[name=share]").fill("五十");
            finance.page().locator("[name=budget]").fill("100,000元");
            finance.page().locator("[name=first]").fill("2026-06-01");
            finance.page().locator("[name=last]").fill("2026-12-31");
            finance.press("提交方案");
            finance.sees("“补助”读不出");
            assertThat(finance.page().locator("[name=name]").inputValue()).isEqualTo("小微企业补助");
            assertThat(finance.page().locator("[name=budget]").inputValue()).isEqualTo("100,000元");
        }
    }

    @Test
    void aFileThatIsTooLargeIsNotSent() {
        try (Browser browser = browser()) {
            User finance = signedIn(browser.desk(), finance("wrong.large"));
            finance.open("/credits");
            finance.page()
                    .locator("input[name=file]")
                    .setInputFiles(new FilePayload("流水.csv", "text/csv", new byte[TOO_MANY_BYTES]));
            finance.sees("文件太大，最多 20 MB");
            assertThat(finance.page().locator("input[name=file]").inputValue()).isEmpty();
        }
    }

    private OneTimePassword finance(String login) {
        return opened(new NewAccount(login, "周会计", data.person(), null, TestData.PROVINCE, Set.of(Role.FINANCE_MAKER)));
    }
}
