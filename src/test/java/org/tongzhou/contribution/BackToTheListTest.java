package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.tongzhou.contribution.SomeCredits.credit;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.testing.ManyRows;

/** Who acts on a later page of a list, or is refused there, is on that page afterwards. */
class BackToTheListTest extends ManyRows {
    private static final PayeeAccount ACCOUNT = new PayeeAccount("某单位工会", "6228480000001234", null, null);

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private SomeCredits in;

    @Autowired
    private SomeBills bills;

    @Autowired
    private Credits credits;

    @Autowired
    private Refunds refunds;

    /** With the rules of the database, which the other tests of many rows pass by. */
    private void ruled(Runnable work) {
        undone(() -> {
            jdbc.sql("set local session_replication_role = origin").update();
            work.run();
        });
    }

    @Test
    void whoMatchesACredit() {
        ruled(() -> {
            Bill bill = bills.of(data.unit(DAYE), 1);
            String match = match(credit(in.one(line("95.00", "没有编号"))));
            assertThat(led(match, "reference", bill.reference())).isEqualTo("/credits?after=12&before=34");
        });
    }

    @Test
    void whoNamesABillThatIsNotThere() {
        ruled(() -> {
            CreditId old = credit(in.one(line("95.00", "没有编号")));
            for (int n = 0; n < 40; n++) {
                in.one(line("1.00", "没有编号"));
            }
            MockHttpServletRequestBuilder form = post(match(old))
                    .param("reference", "HZ4200000000000")
                    .param("after", Long.toString(old.value() + 1));
            assertThat(text(sent(in.finance(), form))).contains("id=\"ref-" + old.value() + "-error\"");
        });
    }

    @Test
    void aPageOfCreditsOnWhichNothingIsLeftIsNotAllThatWaits() {
        ruled(() -> {
            CreditId old = credit(in.one(line("95.00", "没有编号")));
            String page = text(visit(in.finance(), get("/credits").param("after", "1")));
            assertThat(page).contains("回到第一页").doesNotContain("没有待认领的到款", "/credits/" + old.value() + "/");
        });
    }

    @Test
    void whoTakesAMatchBack() {
        ruled(() -> {
            Bill bill = bills.of(data.unit(DAYE), 1);
            CreditId credit = credit(in.one(line("95.00", "没有编号")));
            credits.match(in.finance(), credit, bill.id(), NOW);
            long match = jdbc.sql("select id from contribution.allocation where fund = :fund and credit = :credit")
                    .param("fund", FUND.code())
                    .param("credit", credit.value())
                    .query(Long.class)
                    .single();
            assertThat(led("/credits/matches/" + match + "/undo"))
                    .isEqualTo("/bills/" + bill.id().value() + "?after=12");
        });
    }

    @Test
    void whoLetsSomebodyLeaveABill() {
        ruled(() -> {
            Bill bill = bills.of(data.unit(DAYE), 2);
            long person = jdbc.sql("select max(person) from enrolment.enrolled where fund = :fund and submission = :of")
                    .param("fund", FUND.code())
                    .param("of", bill.submission().value())
                    .query(Long.class)
                    .single();
            String people = "/bills/" + bill.id().value() + "/people";
            assertThat(led(people, "person", Long.toString(person), "reason", "调离本单位"))
                    .isEqualTo(people + "?after=12");
        });
    }

    @Test
    void whoAgreesToARefundOrDropsIt() {
        ruled(() -> {
            RefundId dropped = refund();
            assertThat(led("/refunds/" + dropped.value() + "/drop")).isEqualTo("/refunds?after=12");
            RefundId agreed = refund();
            String seal = refunds.list(in.finance(), "").items().stream()
                    .filter(refund -> refund.id().equals(agreed))
                    .findFirst()
                    .orElseThrow()
                    .seal();
            MockHttpServletRequestBuilder form = post("/refunds/" + agreed.value() + "/agree")
                    .param("seen", seal)
                    .param("after", "12");
            assertThat(sent(data.actor(Role.FINANCE_CHECKER, PROVINCE), form).getRedirectedUrl())
                    .isEqualTo("/refunds?after=12");
        });
    }

    @Test
    void whoPaysARefundAgainGoesByItsForm() {
        ruled(() -> {
            RefundId returned = refund();
            jdbc.sql("update contribution.refund set state = 'RETURNED' where fund = :fund and id = :id")
                    .param("fund", FUND.code())
                    .param("id", returned.value())
                    .update();
            String again = "/refunds/" + returned.value() + "/again";
            String after = "1_" + (returned.value() + 1);
            assertThat(text(visit(in.finance(), get("/refunds").param("after", after))))
                    .contains("href=\"" + again + "?after=" + after + "\"");
            assertThat(text(visit(in.finance(), get(again).param("after", after))))
                    .contains("name=\"after\" value=\"" + after + "\"");
            String[] other = {"payee", "某单位工会", "account", "6228480000001235", "bank", "", "reason", "账号已注销"};
            assertThat(led(again, other)).isEqualTo("/refunds?after=12");
        });
    }

    private RefundId refund() {
        CreditId credit = credit(in.one(line("60.00", "没有编号")));
        return refunds.propose(in.finance(), credit, Money.ofYuan(60), ACCOUNT, "多缴一人", NOW);
    }

    /** Money of the giver that was taken for a programme's and is not. */
    @Test
    void whoTakesBackWhatCameForAProgramme() {
        ruled(() -> {
            long programme = programme();
            CreditId credit = credit(in.one(line("60.00", "没有编号")));
            long made = jdbc.sql("""
                            with c as (update contribution.credit set applied_fen = 6000 where fund = :fund and id = :credit),
                                p as (update contribution.programme set funded_fen = 6000 where fund = :fund and id = :programme)
                            insert into contribution.assignment (fund, credit, programme, amount_fen, made_by, made_at)
                            values (:fund, :credit, :programme, 6000, :by, :now) returning id
                            """)
                    .param("fund", FUND.code())
                    .param("credit", credit.value())
                    .param("programme", programme)
                    .param("by", data.person().value())
                    .param("now", NOW.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single();
            assertThat(led("/credits/assignments/" + made + "/undo"))
                    .isEqualTo("/programmes/" + programme + "?after=12&before=34");
        });
    }

    private long programme() {
        return jdbc.sql("""
                        insert into contribution.programme (fund, name, giver, path, kinds, flags, relieves, share_bp,
                            first_day, last_day, budget_fen, proposed_by, proposed_at, agreed_by, agreed_at)
                        values (:fund, '列表补助', 'COUNTY_UNION', :path, '{}', '{}', 'EMPLOYER', 5000,
                            :today, :today::date + 30, 100000, :maker, :now, :checker, :now) returning id
                        """)
                .param("fund", FUND.code())
                .param("path", data.unit(DAYE).path())
                .param("today", TODAY)
                .param("maker", data.person().value())
                .param("checker", data.person().value())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private static String match(CreditId credit) {
        return "/credits/" + credit.value() + "/match";
    }

    /** Where a form leads that was sent from a later page. */
    private String led(String action, String... fields) {
        MockHttpServletRequestBuilder form = post(action).param("after", "12").param("before", "34");
        for (int i = 0; i < fields.length; i += 2) {
            form.param(fields[i], fields[i + 1]);
        }
        return sent(in.finance(), form).getRedirectedUrl();
    }

    private MockHttpServletResponse sent(Actor who, MockHttpServletRequestBuilder form) {
        return visit(
                who, form.param("request_key", UUID.randomUUID().toString()).with(csrf()));
    }

    private MockHttpServletResponse visit(Actor who, MockHttpServletRequestBuilder request) {
        try {
            return mvc.perform(request.with(visits.of(who))).andReturn().getResponse();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
