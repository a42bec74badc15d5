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
            finance.look("wrong-programme");
            finance.page().setViewportSize(390, 844);
            finance.look("wrong-programme-narrow");
            assertThat(finance.page().locator("[name=name]").inputValue()).isEqualTo("小微企业补助");
            assertThat(finance.page().locator("[name=budget]").inputValue()).isEqualTo("100,000元");
        }
    }

    @Test
    void whatIsWrongIsSeenBesideItsField() {
        try (Browser browser = browser()) {
            User finance = signedIn(browser.desk(), finance("wrong.seen"));
            finance.open("/ledger/reserve");
            finance.page().locator("[name=amount]").fill("一万");
            finance.page().locator("[name=grounds]").fill("年度提取");
            finance.press("提请，等另一人确认");
            finance.sees("金额“一万”读不出");
            finance.look("wrong-reserve");
            finance.open("/recoveries?reference=SL20990101000000");
            finance.page().locator("[name=amount]").fill("10");
            finance.page().locator("[name=grounds]").fill("重复计算了一天");
            finance.press("提请");
            finance.sees("没有找到申领 SL20990101000000 的付款");
            finance.look("wrong-recovery");
            finance.page().setViewportSize(390, 844);
            finance.look("wrong-recovery-narrow");
            finance.open("/payments");
            finance.look("wrong-payments-narrow");
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
