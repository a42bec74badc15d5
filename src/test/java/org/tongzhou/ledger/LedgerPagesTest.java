package org.tongzhou.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

@RoomTest
class LedgerPagesTest {
    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    TestData data;

    @Autowired
    Ledger ledger;

    @Test
    void theTrialBalanceIsBalancedAndEachPostingLeadsToItsCause() throws Exception {
        posted("bill:9001", "/42/4202/420281/u17/");
        Actor auditor = data.actor(Role.AUDITOR, "/42/");

        assertThat(body("/ledger", auditor)).contains("试算平衡表", "应收会费", "借贷相等", "/ledger/journals?cause=bill:9001");
        assertThat(body("/ledger/journals?cause=bill:9001", auditor))
                .contains("会费应收", "420281", "住院医疗", "缴费单 9001", "3,626.85", "href=\"/bills/9001\"");
    }

    /** What is kept of a benefit in one county against what is owed in another. */
    @Test
    void oneCountysBooksNeedNotBeBalancedAndTheWholeFundsAre() throws Exception {
        Money kept = Money.ofYuan(100);
        List<Line> lines = List.of(
                new Line(Account.BENEFITS_PAYABLE, kept, "/42/4213/421381/", "hospital"),
                new Line(Account.RECOVERIES_RECEIVABLE, kept.negated(), "/42/4213/421303/", "hospital"));
        ledger.post(
                TestData.FUND,
                new Posting(Template.RECOVERY_OFFSET, "recovery:9006", TestData.TODAY, TestData.NOW, lines));

        assertThat(body("/ledger", data.actor(Role.AUDITOR, "/42/4213/421381/")))
                .contains("相差 100.00 元：有的凭证另一部分记在别的地区")
                .doesNotContain("借贷相差", "借贷相等");
        assertThat(body("/ledger", data.actor(Role.AUDITOR, "/42/4213/"))).contains("借贷相等");
        assertThat(body("/ledger", data.actor(Role.AUDITOR, "/42/"))).contains("借贷相等");
    }

    @Test
    void anotherCitysJournalsAreNotShown() throws Exception {
        posted("bill:9002", "/42/4202/420281/u17/");
        Actor wuhan = data.actor(Role.FINANCE_MAKER, "/42/4201/");
        assertThat(body("/ledger/journals?cause=bill:9002", wuhan)).doesNotContain("3,626.85");
        assertThat(body("/ledger/journals", wuhan)).doesNotContain("bill:9002");
    }

    @Test
    void theWayToAClaimIsShownToWhoMayOpenItOnly() throws Exception {
        posted("claim:9004", "/42/4202/420281/");
        assertThat(body("/ledger/journals?cause=claim:9004", data.actor(Role.AUDITOR, "/42/")))
                .contains("href=\"/reviews/9004\"");
        assertThat(body("/ledger/journals?cause=claim:9004", data.actor(Role.FINANCE_MAKER, "/42/")))
                .contains("申领 9004")
                .doesNotContain("href=\"/reviews/9004\"");
    }

    @Test
    void reversalsAreMarkedInWords() throws Exception {
        JournalId journal = posted("bill:9003", "/42/4202/420281/");
        ledger.reverse(TestData.FUND, journal, TestData.TODAY, TestData.NOW);
        assertThat(body("/ledger/journals?cause=journal:" + journal.value(), data.actor(Role.AUDITOR, "/42/")))
                .contains("红字", "冲销");
    }

    @Test
    void theReportsAreOnePageOneWorkbookAndOnePaper() throws Exception {
        posted("bill:9005", "/42/4202/420281/");
        Actor manager = data.actor(Role.MANAGER, "/42/");
        assertThat(body("/ledger/reports?from=2026-01&to=2026-02", manager))
                .contains("试算平衡表", "收支表", "基金余额表", "准备金表", "住院医疗", "有月份未结账");
        byte[] xlsx = bytes("/ledger/reports.xlsx?from=2026-02&to=2026-02", manager);
        assertThat(new String(xlsx, StandardCharsets.ISO_8859_1))
                .startsWith("PK")
                .contains("xl/worksheets/sheet4.xml");
        assertThat(new String(bytes("/ledger/reports.pdf", manager), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
    }

    @ParameterizedTest
    @CsvSource({
        "from=never&to=2026-02,from: “never”不是月份",
        "from=2026-01&to=never,to: “never”不是月份",
        "from=2026-03&to=2026-02,from: 起始月份 2026-03 晚于"
    })
    void monthsThatCannotBeReadAreNamedAtTheirFieldAndReportNothing(String typed, String said) throws Exception {
        String page = mvc.perform(get("/ledger/reports?" + typed).with(visits.of(data.actor(Role.MANAGER, "/42/"))))
                .andExpect(status().is(422))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        String field = said.substring(0, said.indexOf(": "));
        assertThat(page)
                .contains("<a href=\"#" + field + "\">" + said.substring(said.indexOf(": ") + 2))
                .contains("id=\"" + field + "-error\"")
                .doesNotContain("<table", "reports.xlsx");
        for (String month : typed.split("&")) {
            assertThat(page).contains("value=\"" + month.substring(month.indexOf('=') + 1) + "\"");
        }
    }

    @Test
    void aReserveThatIsRefusedStandsAgainAsItWasTyped() throws Exception {
        WrongForm maker = new WrongForm(mvc, visits.of(data.actor(Role.FINANCE_MAKER, "/42/")));
        String page = "/ledger/reserve";
        String[] amount = {"kind", "RELEASED", "amount", "1E9", "grounds", "年度提取"};
        assertThat(maker.standsAgain("amount: 金额“1E9”读不出", page, amount)).contains("value=\"RELEASED\" selected");
        String[] most = {"kind", "RELEASED", "amount", "99999999.00", "grounds", "年度提取"};
        maker.standsAgain("amount: 金额要大于 0，现在最多", page, most);
        String[] grounds = {"kind", "SET_ASIDE", "amount", "1.00", "grounds", "提"};
        maker.standsAgain("grounds: 依据要写 4 到", page, grounds);
    }

    private byte[] bytes(String path, Actor actor) throws Exception {
        return mvc.perform(get(path).with(visits.of(actor)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
    }

    private JournalId posted(String cause, String path) {
        Posting.Part part = new Posting.Part(Money.parseYuan("3626.85"), path, "hospital");
        return ledger.post(
                TestData.FUND, Posting.of(Template.BILL_RAISED, cause, TestData.TODAY, TestData.NOW, List.of(part)));
    }

    private String body(String path, Actor actor) throws Exception {
        return mvc.perform(get(path).with(visits.of(actor)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
