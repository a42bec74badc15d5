package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.payment.BatchId;
import org.tongzhou.payment.Batches;
import org.tongzhou.payment.NewInstruction;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

/** A payout at three desks: made, agreed to, released; answered, disputed, settled by two; on a stale page and without scripts. */
class PayoutPagesTest extends SitePages {
    private static final Pattern PAYMENT =
            Pattern.compile("<EndToEndId>([^<]+)</EndToEndId>.*?<InstdAmt Ccy=\"CNY\">([^<]+)<", Pattern.DOTALL);

    @Autowired
    Payments payments;

    @Autowired
    Batches batches;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private int causes = 7_700_000;

    @Test
    void aPayoutIsMadeAgreedReleasedAnsweredAndSettledByThreePeople() {
        try (Browser browser = browser()) {
            User maker = signedIn(browser.desk(), staff("pay.maker", "陈蔚", Role.FINANCE_MAKER));
            User checker = signedIn(browser.desk(), staff("pay.checker", "王平", Role.FINANCE_CHECKER));
            User manager = signedIn(browser.desk(), staff("pay.manager", "李青", Role.MANAGER));
            NewInstruction wrongName = instructed(500_00, "别人");
            maker.open("/payments");
            maker.sees("户名");
            maker.look("payments-name-in-question");
            settleName(maker, checker, wrongName);
            NewInstruction back = instructed(8_412_50, null);
            instructed(200_000_00, null);
            String stale = makeDiscardAndMakeAgain(maker, checker);
            releaseByTwoMore(maker, checker, manager, stale);
            answerAndSettle(maker, checker);
            sendBackByStatement(maker);
            payAgainOnACarriedWord(maker, checker, back);
            look(maker);
        }
    }

    private void settleName(User maker, User checker, NewInstruction wrongName) {
        propose(maker, "已电话核实户名是本人的曾用名");
        maker.sees("等另一人确认");
        maker.page().getByText("重新提出").click();
        maker.look("payments-proposed-anew");
        propose(maker, "已当面核实户名是本人的曾用名");
        checker.open("/payments");
        checker.sees(wrongName.reference());
        checker.look("payments-name-second-person");
        checker.press("确认办结");
        assertThat(checker.page().locator("#disputes").count()).isZero();
    }

    private static void propose(User maker, String why) {
        maker.page().locator("input[name=evidence]").first().fill(why);
        FilePayload slip = new FilePayload("柜台流水.png", "image/png", png());
        maker.page().locator("input[name=paper]").first().setInputFiles(slip);
        maker.press("提出办结");
        maker.sees(why, "柜台流水.png");
    }

    private static byte[] png() {
        byte[] signature = {
            (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1
        };
        return java.util.Arrays.copyOf(signature, 64);
    }

    /** The address of the batch that was taken apart while somebody looked at it. */
    private String makeDiscardAndMakeAgain(User maker, User checker) {
        int before = batches.newest(reader(), "").items().size();
        maker.open("/payments");
        maker.look("payments-to-make");
        maker.page().getByText(Pattern.compile("为 \\d+ 笔组批")).first().dblclick();
        maker.page().waitForURL("**/payments/batches/*");
        assertThat(batches.newest(reader(), "").items())
                .as("a double click makes one")
                .hasSize(before + 1);
        maker.sees("这批是您组的", "等负责人同意");
        assertThat(maker.page().getByText("复核放行 ").count())
                .as("not by who made it")
                .isZero();
        maker.look("payment-batch-sealed");
        String address = maker.page().url();
        checker.open("/payments");
        assertThat(checker.page().getByText(Pattern.compile("为 \\d+ 笔组批")).count())
                .isZero();
        maker.press("撤销本批");
        maker.open("/payments");
        maker.page().getByText(Pattern.compile("为 \\d+ 笔组批")).first().click();
        checker.press("撤销本批");
        checker.sees("已经放行或撤销");
        checker.look("payment-batch-stale");
        return address;
    }

    private void releaseByTwoMore(User maker, User checker, User manager, String stale) {
        String address = maker.page().url();
        assertThat(address).isNotEqualTo(stale);
        checker.open(path(address));
        assertThat(checker.page().getByText("复核放行 ").count())
                .as("not before the manager")
                .isZero();
        manager.open(path(address));
        manager.look("payment-batch-to-agree");
        manager.page().getByText("负责人同意 ").first().click();
        manager.sees("同意");
        checker.open(path(address));
        checker.look("payment-batch-to-release");
        checker.page().getByText("复核放行 ").first().click();
        checker.sees("下载报文");
        maker.open(path(address));
        maker.look("payment-batch-released");
    }

    private void answerAndSettle(User maker, User checker) {
        List<String[]> sent = sent();
        upload(maker, status("S1", sent, "RJCT"));
        maker.open("/payments");
        maker.sees("账户已销", "AC04");
        maker.look("payment-batch-answered");
        upload(maker, status("S1", sent, "ACSC"));
        maker.sees("同");
        maker.look("payment-answer-refused");
        upload(maker, status("S2", sent, "ACSC"));
        maker.open("/payments");
        maker.look("payment-batch-disputed");
        settleAll(maker, checker);
    }

    private static void settleAll(User maker, User checker) {
        for (maker.open("/payments"); maker.page().locator("#disputes").count() > 0; maker.open("/payments")) {
            propose(maker, "柜台流水显示已付出");
            checker.open("/payments");
            checker.press("确认办结");
        }
    }

    /** One payment whose number and sum agree, one with another sum, and one line without a number. */
    private void sendBackByStatement(User maker) {
        List<String[]> sent = sent();
        String[] back = sent.get(1);
        String csv = "交易日期,流水号,金额,对方户名,附言\n2026-02-10,BACK1," + back[1] + ",建设银行,退汇 职工互助金 " + back[0] + " 账号不存在\n"
                + "2026-02-10,BACK2,0.01,建设银行,退汇 " + sent.get(0)[0] + "\n2026-02-10,BACK3,12.00,某单位,退汇重付\n";
        maker.open("/credits");
        maker.page()
                .locator("#file")
                .setInputFiles(new FilePayload("专户流水.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        maker.press("核对这份流水");
        maker.sees("付款退汇 1", "写着退回 2", "退回的金额不同");
        maker.look("statement-sent-back");
        maker.page().setViewportSize(390, 844);
        maker.look("statement-sent-back-narrow");
        maker.page().setViewportSize(1440, 900);
    }

    /** The statement that says it came back was carried here by the maker: who releases the next payment asks the bank. */
    private void payAgainOnACarriedWord(User maker, User checker, NewInstruction back) {
        theBankHasToldAll();
        payments.reissue(Actor.system(TestData.FUND), back.cause(), back.account(), TestData.NOW);
        maker.open("/payments");
        maker.page().getByText(Pattern.compile("为 \\d+ 笔组批")).first().click();
        maker.sees("本批有 1 笔是再次付款", "文件是您导入的");
        checker.open(path(maker.page().url()));
        checker.sees("请先向银行核对再放行", back.reference());
        checker.look("payment-carried-word");
        checker.page().setViewportSize(390, 844);
        checker.look("payment-carried-word-narrow");
        checker.page().setViewportSize(1440, 900);
        checker.press("已向银行核对，文件属实");
        assertThat(checker.page().getByText("再次付款").count()).isZero();
        checker.press("撤销本批");
    }

    /** There is no line here that would read the bank's book on. */
    private void theBankHasToldAll() {
        jdbc.sql("""
                        insert into payment.bank_cursor (fund, after, seen_event)
                        select fund, 0, max(id) from payment.instruction_event where fund = :fund group by fund
                        on conflict (fund) do update set seen_event = excluded.seen_event
                        """).param("fund", TestData.FUND.code()).update();
    }

    private void look(User maker) {
        maker.open("/payments/reconciliation?day=2026-02-10");
        maker.sees("两本账的合计", "不相符的");
        maker.look("reconciliation");
        maker.lookInEnglish("reconciliation");
        maker.open("/payments/instructions/1");
        maker.look("payment-instruction");
        maker.page().setViewportSize(390, 844);
        maker.look("payment-batch-narrow");
        maker.open("/payments/reconciliation");
        maker.look("reconciliation-narrow");
    }

    /** All of a batch but the last payment is paid; {@code last} is said of that. */
    private String status(String id, List<String[]> sent, String last) {
        StringBuilder each = new StringBuilder();
        for (int i = 0; i < sent.size(); i++) {
            String word = i == sent.size() - 1 ? last : "ACSC";
            each.append(
                    "<TxInfAndSts><OrgnlEndToEndId>" + sent.get(i)[0] + "</OrgnlEndToEndId><TxSts>" + word + "</TxSts>"
                            + (word.equals("RJCT") ? "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>" : "")
                            + "<OrgnlTxRef><Amt><InstdAmt Ccy=\"CNY\">" + sent.get(i)[1]
                            + "</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>");
        }
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>PP"
                + id
                + "</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>" + newest().msgId()
                + "</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>" + each
                + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
    }

    private org.tongzhou.payment.Batch newest() {
        return batches.newest(reader(), "").items().get(0);
    }

    private List<String[]> sent() {
        BatchId id = newest().id();
        Matcher each = PAYMENT.matcher(new String(batches.message(reader(), id), StandardCharsets.UTF_8));
        List<String[]> sent = new ArrayList<>();
        while (each.find()) {
            sent.add(new String[] {each.group(1), each.group(2)});
        }
        return sent;
    }

    private Actor reader() {
        return new Actor(1, "auditor", Scope.province(TestData.FUND), Set.of(Role.AUDITOR), new PersonId(1), null);
    }

    private static void upload(User finance, String message) {
        finance.open("/payments");
        FilePayload file = new FilePayload("answer.xml", "application/xml", message.getBytes(StandardCharsets.UTF_8));
        finance.page().locator("input[name=file]").setInputFiles(file);
        finance.press("读入报文");
    }

    private NewInstruction instructed(long fen, @org.jspecify.annotations.Nullable String accountName) {
        PersonId payee = data.person();
        String name = accountName == null
                ? people.payeeNames(TestData.FUND, List.of(payee)).get(payee)
                : accountName;
        int number = ++causes;
        NewInstruction wanted = new NewInstruction(
                "claim:" + number,
                payee,
                new PayeeAccount(String.valueOf(name), "622848000000" + number, "建设银行", null),
                Money.ofFen(fen),
                "/" + TestData.FUND.code() + "/4202/420281/",
                "hospital",
                "PP" + number);
        payments.instruct(Actor.system(TestData.FUND), wanted, TestData.NOW);
        return wanted;
    }

    private static String path(String url) {
        return url.substring(url.indexOf("/payments"));
    }

    private OneTimePassword staff(String login, String name, Role role) {
        NewAccount account = new NewAccount(login, name, data.person(), null, TestData.PROVINCE, Set.of(role));
        return opened(account);
    }
}
