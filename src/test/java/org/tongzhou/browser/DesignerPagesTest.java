package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.TestData;

/** An edition is designed by one person and accepted by another; its day is far off, so that no other story meets it. */
class DesignerPagesTest extends SitePages {
    @Autowired
    JdbcClient jdbc;

    @Test
    void anEditionIsWrittenTriedReplayedAndAcceptedByAnother() {
        try (Browser browser = browser()) {
            User designer = signedIn(browser.desk(), "design.maker", Role.PLAN_DESIGNER);
            designer.open("/plans/drafts");
            designer.look("designer-list");
            designer.press("起草新版本 短期意外");
            designer.sees("条文读得通");
            Page page = designer.page();
            Locator text = page.locator("#text");
            text.fill(text.inputValue().replaceFirst("valid_from: .*", "valid_from: 2020-01-01"));
            page.waitForSelector("#faults .errsum");
            designer.sees("第 ", "valid_from");
            designer.look("designer-fault");
            page.locator("[id='v-valid_from']").fill("2031-01-01");
            page.locator("[id='v-valid_from']").blur();
            page.waitForSelector("#faults .fine");
            assertThat(page.locator("#text").inputValue()).contains("valid_from: 2031-01-01");
            designer.press("按条文保存");
            String draft = page.url();
            keepCase(designer);
            designer.sees("3 / 3 通过");
            designer.press("用旧案测算");
            page.waitForURL("**/replay");
            designer.look("designer-replay");
            progressIsSeen(designer, draft);
            designer.follow("回到草稿");
            designer.look("designer");
            designer.lookInEnglish("designer");
            page.locator("#reason").fill("按上年案情测算过，没有人少得。");
            designer.press("送审");
            designer.sees("没有送审");
            designer.look("designer-unsaved");
            assertThat(page.locator("#reason").inputValue()).contains("没有人少得");
            designer.press("保存说明");
            designer.press("送审");
            designer.sees("待批准");
            accepted(browser, draft);
        }
    }

    /** A run half way through, as of a fund with very many claims; the page asks again until it is done. */
    private void progressIsSeen(User designer, String draft) {
        long id = Long.parseLong(draft.substring(draft.lastIndexOf('/') + 1));
        replayed("state = 'RUNNING', total = 100000, done = 42000", id);
        designer.page().reload();
        designer.sees("已完成 42%");
        designer.look("designer-replay-running");
        replayed("state = 'DONE', total = 0, done = 0, draft_fen = 9600, draft_fees_fen = 10000", id);
        designer.page().waitForSelector(".kpis");
        designer.sees("96%", "超过警戒线");
        designer.look("designer-replay-alarm");
        replayed("draft_fen = 0", id);
    }

    private void replayed(String set, long draft) {
        jdbc.sql("update catalogue.replay set " + set + " where draft = :draft")
                .param("draft", draft)
                .update();
    }

    private void keepCase(User designer) {
        Page page = designer.page();
        page.locator("#t-kind").selectOption("accident");
        page.locator("#t-in_scope").fill("");
        page.locator("#t-out_of_scope").fill("");
        page.locator("#t-grade").fill("1");
        designer.press("算一算");
        designer.sees("按草稿应付");
        designer.look("designer-trial");
        page.locator("#case-name").fill("伤残一级");
        designer.press("存为样例");
        page.waitForSelector("text=伤残一级");
    }

    private void accepted(Browser browser, String draft) {
        User checker = signedIn(browser.desk(), "design.checker", Role.PROVINCE_REVIEWER);
        checker.page().navigate(draft);
        checker.sees("批准这一版", "2031-01-01");
        checker.look("designer-checker");
        checker.press("批准这一版");
        checker.sees("已批准", "待生效");
        checker.look("designer-accepted");
    }

    @Test
    void aPlanIsRetiredWithASuccessorAndItsPageSaysSo() {
        try (Browser browser = browser()) {
            User designer = signedIn(browser.phoneWithoutScripts(), "design.retires", Role.PLAN_DESIGNER);
            designer.open("/plans/drafts/retire?plan=gig-accident");
            Page page = designer.page();
            page.locator("#from").fill("2026-01-01");
            page.locator("#reason").fill("与意外伤害合并，少一次参保手续。");
            designer.press("起草停办");
            designer.sees("停办日期最早可以是");
            designer.photograph("designer-retire-phone");
            page.locator("#from").fill("2030-08-01");
            page.locator("#successor").selectOption("accident");
            designer.press("起草停办");
            designer.sees("改动 4 处", "停办 · 起", "2030-08-01");
        }
        try (Browser browser = browser()) {
            User designer = signedIn(browser.desk(), "design.looks", Role.PLAN_DESIGNER);
            designer.open("/plans/drafts/retire?plan=women");
            designer.look("designer-retire");
        }
    }

    @Test
    void withoutScriptsButtonsCheckAndSave() {
        try (Browser browser = browser()) {
            User phone = signedIn(browser.phoneWithoutScripts(), "design.phone", Role.PLAN_DESIGNER);
            phone.open("/plans/drafts");
            phone.press("起草新版本 住院");
            Locator text = phone.page().locator("#text");
            text.fill(text.inputValue().replace("rate: 70%", "rate: 170%"));
            phone.press("检查条文");
            phone.sees("benefits[0].rules[0].rate", "rate: 170%");
            phone.photograph("designer-phone");
            phone.page().locator("[id='v-benefits[0].rules[0].rate']").fill("72%");
            phone.page().locator("[id='v-benefits[0].rules[0].rate']").press("Enter");
            phone.sees("草稿");
            assertThat(phone.page().locator("#text").inputValue()).contains("rate: 72%");
            phone.press("按表单保存");
            assertThat(phone.page().locator("#text").inputValue()).contains("rate: 72%");
            phone.sees("改动 3 处");
            phone.press("作废这份草稿");
        }
    }

    @Test
    void whatIsTypedIsNeitherLostToAReplayNorLeftUnasked() {
        try (Browser browser = browser()) {
            User designer = signedIn(browser.desk(), "design.leaves", Role.PLAN_DESIGNER);
            designer.open("/plans/drafts");
            designer.press("起草新版本 住院");
            Page page = designer.page();
            page.locator("#reason").fill("还没有保存的说明。");
            designer.press("用旧案测算");
            designer.sees("没有测算");
            List<String> asked = new ArrayList<>();
            page.onceDialog(dialog -> {
                asked.add(dialog.type());
                dialog.dismiss();
            });
            page.locator("a[href='/plans/drafts']").first().click();
            designer.sees("没有测算");
            assertThat(asked).containsExactly("beforeunload");
            assertThat(page.locator("#reason").inputValue()).isEqualTo("还没有保存的说明。");
            designer.press("保存说明");
            designer.press("作废这份草稿");
        }
    }

    /** A text over the limit is said so where it stands; other forms of the site take no more than a form needs. */
    @Test
    void aTextThatIsTooLongIsKeptWhereItWasTyped() {
        try (Browser browser = browser()) {
            User designer = signedIn(browser.desk(), "design.long", Role.PLAN_DESIGNER);
            designer.open("/plans/drafts");
            designer.press("起草新版本 住院");
            Page page = designer.page();
            page.waitForLoadState();
            page.evaluate("() => { const t = document.querySelector('#text'); t.value += '#'.repeat(1000000);"
                    + " t.dispatchEvent(new Event('input', {bubbles: true})); }");
            String draft = page.url();
            designer.press("按条文保存");
            assertThat(page.url()).isEqualTo(draft);
            assertThat(page.evaluate("document.querySelector('#text').value.length"))
                    .isInstanceOfSatisfying(
                            Integer.class, length -> assertThat(length).isGreaterThan(1_000_000));
            assertThat((String) page.evaluate("document.querySelector('#text').validationMessage"))
                    .contains("1,000,000", "还在");
            String key = page.locator("input[name=_csrf]").first().inputValue();
            assertThat(posted(page, draft + "/check", key, 9_000_000)).isEqualTo(200);
            assertThat(posted(page, draft + "/check", key, 13_000_000)).isEqualTo(413);
            assertThat(posted(page, "/language", key, 3_000_000)).isEqualTo(413);
        }
    }

    private static int posted(Page page, String path, String key, int characters) {
        APIResponse answer = page.request()
                .post(
                        path,
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set("_csrf", key)
                                        .set("from", "text")
                                        .set("text", "x".repeat(characters))));
        if (answer.status() == 413) {
            assertThat(answer.text()).contains("返回", "还在");
        }
        return answer.status();
    }

    @Test
    void badFilesAreRefusedWithTheirPlaceAndTheirReason() {
        try (Browser browser = browser()) {
            User designer = signedIn(browser.desk(), "design.files", Role.PLAN_DESIGNER);
            upload(designer, "a: &a [x, x]\nb: &b [*a, *a]\nplan: [*b, *b]\n".getBytes(StandardCharsets.UTF_8));
            designer.sees("第 2 行第 8 列", "引用");
            upload(designer, "#".repeat(10_000_000).getBytes(StandardCharsets.UTF_8));
            designer.sees("10,000,000");
            designer.look("designer-file");
            upload(designer, "plan: 住院".getBytes(java.nio.charset.Charset.forName("GB18030")));
            designer.sees("UTF-8");
            upload(designer, "plan: hospital\nedition: [1\n".getBytes(StandardCharsets.UTF_8));
            designer.sees("第 3 行", "不是有效的 YAML");
            upload(designer, "edition: x\n".getBytes(StandardCharsets.UTF_8));
            designer.sees("读不出这是哪一个计划");
        }
    }

    private static void upload(User user, byte[] bytes) {
        user.open("/plans/drafts");
        FileChooser chooser = user.page()
                .waitForFileChooser(() -> user.page().locator("#file").click());
        chooser.setFiles(new FilePayload("plan.yaml", "text/yaml", bytes));
        user.press("上传并起草");
        user.page().waitForSelector(".errsum");
    }

    private User signedIn(User user, String login, Role role) {
        OneTimePassword first =
                opened(new NewAccount(login, "沈括明", data.person(), null, TestData.PROVINCE, Set.of(role)));
        return signedIn(user, first);
    }
}
