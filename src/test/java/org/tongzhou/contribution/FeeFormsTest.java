package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** What is wrong on a form about fees stands beside its field, and what was typed is not typed twice. */
@RoomTest
class FeeFormsTest {
    private static final String WHY = "单位与工会商定";

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    TestData data;

    @Autowired
    SomeBills bills;

    @Autowired
    SomeCredits in;

    @Autowired
    Refunds refunds;

    @Autowired
    JdbcClient jdbc;

    private Unit unit;
    private WrongForm finance;
    private WrongForm admin;

    @BeforeEach
    void aUnitFinanceAndAnAdministrator() {
        unit = data.unit(TestData.DAYE);
        finance = new WrongForm(mvc, visits.of(in.finance()));
        admin = new WrongForm(mvc, visits.of(data.actor(Role.ADMIN, TestData.PROVINCE)));
    }

    private static String at(String form, long id) {
        return form.replace("{id}", Long.toString(id));
    }

    @Test
    void anInstalmentIsNamedByItsOwnField() throws Exception {
        String form = at("/bills/{id}/instalments", bills.of(unit, 3).id().value());
        String[] day = {"due", "2026-02-20", "amount", "100.00", "due", "2026-13-01", "amount", "185.00"};
        finance.standsAgain("due2: 日期“2026-13-01”读不出", form, day);
        String[] amount = {"due", "2026-02-20", "amount", "一百", "due", "2026-03-01", "amount", "185.00"};
        finance.standsAgain("amount1: 金额“一百”读不出", form, amount);
        String[] sum = {"due", "2026-02-20", "amount", "100.00", "due", "2026-03-01", "amount", "184.00"};
        finance.standsAgain("amount1: 分期要 2 到 12 期，合计等于应缴 285.00，现在合计 284.00", form, sum);
        String[] late = {"due", "2026-03-01", "amount", "100.00", "due", "2026-02-20", "amount", "185.00"};
        String page = finance.standsAgain("due1: 各期日期要一期比一期晚", form, late);
        assertThat(page).contains("value=\"ALL_PAID\"");
    }

    @Test
    void whatIsNotAboutAFieldStaysAPage() throws Exception {
        String form = at("/bills/{id}/instalments", bills.of(unit, 3).id().value());
        String[] right = {"due", "2026-02-20", "amount", "100.00", "due", "2026-03-01", "amount", "185.00"};
        assertThat(finance.sent(form, right).getStatus()).isEqualTo(302);
        assertThat(finance.sent(form, right).getStatus()).isEqualTo(409);
    }

    @Test
    void whoLeavesABillStaysTicked() throws Exception {
        Bill bill = bills.of(unit, 2);
        String form = at("/bills/{id}/people", bill.id().value());
        long person = jdbc.sql("select min(person) from enrolment.enrolled where fund = 42 and unit = :unit")
                .param("unit", unit.id().value())
                .query(Long.class)
                .single();
        String page = finance.standsAgain("reason: 原因要写 4 到", form, "person", Long.toString(person), "reason", "错");
        assertThat(page).contains("value=\"" + person + "\" checked");
        finance.standsAgain("whole: 原因要写 4 到", form, "all", "true", "whole", "错");
    }

    @Test
    void aRefundKeepsWhereItGoes() throws Exception {
        String form = at("/credits/{id}/refund", credit("80.00").value());
        String[] amount = to("amount", "1E9", "account", "6228480000001234", "reason", "多缴一人");
        finance.standsAgain("amount: 金额“1E9”读不出", form, amount);
        String[] more = to("amount", "80.01", "account", "6228480000001234", "reason", "多缴一人");
        finance.standsAgain("amount: 最多能退 80.00，", form, more);
        String[] account = to("amount", "80.00", "account", "6228-12", "reason", "多缴一人");
        finance.standsAgain("account: 收款账号要是 8 到 32 位数字", form, account);
        String[] reason = to("amount", "80.00", "account", "6228480000001234", "reason", "多");
        finance.standsAgain("reason: 原因要写 4 到", form, reason);
    }

    private static String[] to(String... typed) {
        String[] all = new String[typed.length + 4];
        System.arraycopy(new String[] {"payee", "某单位财务部", "bank", "农业银行大冶支行"}, 0, all, 0, 4);
        System.arraycopy(typed, 0, all, 4, typed.length);
        return all;
    }

    private CreditId credit(String yuan) {
        return in.one(SomeCredits.line(yuan, "会费 " + UUID.randomUUID())).credit();
    }

    @Test
    void aReturnedRefundKeepsItsOtherAccount() throws Exception {
        CreditId credit = credit("60.00");
        PayeeAccount first = new PayeeAccount("某单位工会", "6228480000001234", null, null);
        RefundId refund = refunds.propose(in.finance(), credit, Money.ofYuan(60), first, "多缴一人", TestData.NOW);
        jdbc.sql("update contribution.refund set state = 'RETURNED' where fund = 42 and id = :id")
                .param("id", refund.value())
                .update();
        String form = at("/refunds/{id}/again", refund.value());
        finance.standsAgain("account: 收款账号要是", form, to("account", "6228-12", "reason", "账号已注销"));
        finance.standsAgain("payee: 收款户名要有", form, "payee", " ", "account", "62284812345", "reason", "账号已注销");
        finance.standsAgain("reason: 原因要写", form, to("account", "62284812345", "reason", "错"));
    }

    @Test
    void theSharesOfAUnitAreNamedByWhoPays() throws Exception {
        String form = at("/shares/{id}", unit.id().value());
        admin.standsAgain("a-WORKER: 分担约定里有一项读不出", form, shares("六十", "40"));
        admin.standsAgain("a-EMPLOYER: 分担约定里有一项读不出", form, shares("60", "四十"));
        admin.standsAgain("a-WORKER: 按比例出的合计要正好 100%，现在是 90.00%", form, shares("60", "30"));
        String[] noReason = shares("60", "40");
        noReason[noReason.length - 1] = "定";
        admin.standsAgain("reason: 原因要写", form, noReason);
    }

    /** Somebody else agreed something meanwhile: it is seen, and then what was typed can be agreed all the same. */
    @Test
    void whoComesTooLateSeesTheNewSharesAndMaySendTheirsAgain() throws Exception {
        String form = at("/shares/{id}", unit.id().value());
        assertThat(admin.sent(form, shares("60", "40")).getStatus()).isEqualTo(302);
        MockHttpServletResponse late = admin.sent(form, shares("70", "30"));
        assertThat(late.getStatus()).isEqualTo(422);
        String page = late.getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains("新的约定写在表格上方", "约定刚被别人改过，现在是：职工个人 60%、单位 40%", "value=\"70\"");
        String before = page.replaceAll("(?s).*name=\"before\" value=\"([^\"]*)\".*", "$1");
        String[] again = SharesForm.of(before, "70", "30", WHY);
        assertThat(admin.sent(form, again).getStatus()).isEqualTo(302);
    }

    /** Whatever else is wrong with the form, what it is sent against next stands above it. */
    @Test
    void whoMakesAMistakeMeanwhileSeesTheNewSharesToo() throws Exception {
        String form = at("/shares/{id}", unit.id().value());
        assertThat(admin.standsAgain("a-WORKER: 按比例出的", form, shares("60", "30")))
                .doesNotContain("现在是：");
        assertThat(admin.sent(form, shares("60", "40")).getStatus()).isEqualTo(302);
        assertThat(admin.sent(form, shares("70", "20")).getContentAsString(StandardCharsets.UTF_8))
                .contains("现在是：职工个人 60%、单位 40%", "name=\"before\" value=\"6000,4000,");
    }

    private static String[] shares(String worker, String employer) {
        return SharesForm.of(SharesForm.HALVES, worker, employer, WHY);
    }

    @Test
    void theReasonsOnAUnitsPageAreEachBesideTheirOwnButton() throws Exception {
        String form = at("/shares/{id}", unit.id().value());
        admin.standsAgain("why: 原因要写", form + "/struggling", "struggling", "true", "why", "亏");
        assertThat(admin.sent(form, shares("60", "40")).getStatus()).isEqualTo(302);
        admin.standsAgain("because: 原因要写", form + "/plans", "because", "改");
    }
}
