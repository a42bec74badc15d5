package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.tongzhou.testing.Refused.refused;

import jakarta.servlet.http.Cookie;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.payment.web.ReconciliationPage;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** Who signs in belongs to the one fund of the site, so these tests share it and leave nothing open. */
class PaymentPagesTest extends PaymentTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);

    @TempDir
    static Path shared;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    PaymentPagesTest() {
        super(TestData.FUND);
    }

    @Override
    Path book() {
        return shared.resolve("bank.log");
    }

    @AfterEach
    void leaveNothingOpen() throws Exception {
        untilSettled(line(PATIENT), NOW, 100);
    }

    private MockHttpServletResponse visit(MockHttpServletRequestBuilder request, Actor actor) throws Exception {
        return mvc.perform(request.with(visits.of(actor))).andReturn().getResponse();
    }

    private String page(String path, Actor actor) throws Exception {
        MockHttpServletResponse response = visit(get(path), actor);
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse press(String path, Actor actor, String... fields) throws Exception {
        MockHttpServletRequestBuilder request =
                post(path).with(csrf()).param("request_key", UUID.randomUUID().toString());
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return visit(request, actor);
    }

    @Test
    void whatGoesToAnAccountThatIsTooNewIsNamedWithItsDay() throws Exception {
        NewInstruction plain = benefit(100, "6228480000003390");
        LocalDate day = LocalDate.of(2026, 2, 14);
        PayeeAccount changed = new PayeeAccount(NAME, "6228480000003390", null, day);
        payments.instruct(
                Actor.system(fund),
                new NewInstruction(
                        plain.cause(),
                        plain.payee(),
                        changed,
                        plain.amount(),
                        plain.unitPath(),
                        plain.plan(),
                        plain.reference()),
                NOW);
        assertThat(page("/payments", maker)).contains("另有 1 笔、合计 1.00 元要付到刚改的账户，最早 2026-02-14 可以组批");
        released(NOW.plus(Duration.ofDays(4)));
        assertThat(page("/payments", maker)).doesNotContain("刚改的账户");
    }

    @Test
    void aDayOfTheBooksThatIsNoneIsAskedForInWords() throws Exception {
        MockHttpServletResponse asked = visit(get("/payments/reconciliation?day=2026-02-31"), checker);
        assertThat(asked.getStatus()).isEqualTo(422);
        assertThat(asked.getContentAsString(StandardCharsets.UTF_8)).contains("日期“2026-02-31”读不出。请写成 2026-03-01。");
    }

    @Test
    void aWrongStatementIsPutAsideOnThePageOfItsDay() throws Exception {
        String day = "2024-05-08";
        String path = "/payments/reconciliation?day=" + day;
        String wrong =
                WrongStatementTest.statement("PAGE-1", "600.00", "600.00").replace("2026-02-10", day);
        answers.take(maker, wrong.getBytes(StandardCharsets.UTF_8), NOW);
        assertThat(page(path, maker)).contains("600.00").doesNotContain("/payments/reconciliation/aside");
        Matcher form = Pattern.compile("name=\"statement\" value=\"(\\d+)\"").matcher(page(path, checker));
        assertThat(form.find()).isTrue();
        String[] fields = {"day", day, "statement", form.group(1), "after", "2024-05-01", "why", "错"};
        MockHttpServletResponse refused = press("/payments/reconciliation/aside", checker, fields);
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("原因要写 4 到 500 个字，现在是 1 个");
        fields[7] = "这是会费账户的对账单";
        assertThat(press("/payments/reconciliation/aside", checker, fields).getRedirectedUrl())
                .isEqualTo(path + "&after=2024-05-01");
        assertThat(page(path, maker))
                .contains("这天有一份对账单已作废（2026-02-10", "这是会费账户的对账单")
                .doesNotContain("600.00");
    }

    /** A bank whose book has one message that no reader understands. */
    private record BrokenBook(BankLink line, String message) implements BankLink {
        @Override
        public byte[] submit(String fileName, byte[] creditTransfer) throws BankSilence {
            return line.submit(fileName, creditTransfer);
        }

        @Override
        public byte[] status(String msgId) throws BankSilence {
            return line.status(msgId);
        }

        @Override
        public byte[] notifications(long after, LocalDate upTo) throws BankSilence {
            if (message.isEmpty()) {
                throw new BankSilence("no answer");
            }
            return message.getBytes(StandardCharsets.UTF_8);
        }
    }

    @Test
    void aMessageThatKeepsTheBankBookFromBeingReadIsSeenUntilTheBookIsReadOn() throws Exception {
        dispatcher.round(fund, line(PATIENT), NOW);
        assertThat(page("/payments", maker)).doesNotContain("没有读下去");
        BrokenBook broken = new BrokenBook(line(PATIENT), "<Document><BkToCstmrDbtCdtNtfctn>");
        dispatcher.round(fund, broken, NOW);
        dispatcher.round(fund, broken, NOW.plus(Duration.ofHours(1)));
        assertThat(page("/payments", maker))
                .contains(
                        "银行的账从 2026-02-10 09:00 起没有读下去",
                        "卡在一份读不了的报文：不是银行报文",
                        "把这份报文交给银行核对",
                        "href=\"/payments/book/message\"");
        assertThat(visit(get("/payments/book/message"), checker).getContentAsString())
                .isEqualTo(broken.message());
        Actor manager = data.actor(Role.MANAGER, TestData.PROVINCE);
        assertThat(page("/payments", manager)).contains("没有读下去").doesNotContain("/payments/book/message");
        assertThat(visit(get("/payments/book/message"), manager).getStatus()).isEqualTo(403);
        dispatcher.round(fund, line(PATIENT), NOW.plus(Duration.ofHours(2)));
        assertThat(page("/payments", maker)).doesNotContain("没有读下去");
        assertThat(visit(get("/payments/book/message"), checker).getStatus()).isEqualTo(404);
    }

    @Test
    void aBankThatDoesNotAnswerIsToldOfOnlyWhenItLasts() throws Exception {
        BrokenBook silent = new BrokenBook(line(PATIENT), "");
        dispatcher.round(fund, silent, NOW.minus(Duration.ofMinutes(9)));
        assertThat(page("/payments", maker)).doesNotContain("没有读下去");
        dispatcher.round(fund, line(PATIENT), NOW.minus(Duration.ofMinutes(9)));
        dispatcher.round(fund, silent, NOW.minus(Duration.ofMinutes(11)));
        assertThat(page("/payments", maker)).contains("银行的账从 2026-02-10 08:49 起没有读下去", "银行没有回应", "请看连接和银行系统");
        dispatcher.round(fund, line(PATIENT), NOW);
    }

    @Test
    void manyBatchesAndPaymentsInTroubleAskTheDatabaseNoMoreOftenThanOne() throws Exception {
        bankBehaves("reject=AC04:account:*0715");
        rejected(1);
        int one = trips("/payments");
        rejected(3);
        rejected(2);
        assertThat(trips("/payments")).isEqualTo(one);
    }

    private void rejected(int payments) throws Exception {
        for (int n = 0; n < payments; n++) {
            instructed(1_000 + n, "6228480000000715");
        }
        released();
        untilSettled(line(PATIENT), NOW, 100);
    }

    private int trips(String path) throws Exception {
        return RoundTrips.of(() -> page(path, maker)).size();
    }

    @Test
    void oneMakesAnotherReleasesAndTheAnswersStandInPlainWords() throws Exception {
        bankBehaves("reject=AC04:account:*0715");
        instructed(841_250, "6228480000003390");
        NewInstruction closed = instructed(207_318, "6228480000000715");
        assertThat(page("/payments", maker)).contains("为 2 笔组批", "付款");
        String made = press("/payments/batches", maker).getRedirectedUrl();
        assertThat(page(made, maker)).contains("这批是您组的").doesNotContain("复核放行 2 笔");
        assertThat(page(made, checker)).contains("复核放行 2 笔", "人民币壹万零肆佰捌拾伍元陆角捌分");
        String hash = batches.newest(checker, "").items().get(0).hash();
        assertThat(press(made + "/release", checker, "hash", hash).getStatus()).isEqualTo(302);
        untilSettled(line(PATIENT), NOW, 100);
        assertThat(page("/payments", checker))
                .contains("账户已销", "AC04", closed.reference(), "请本人改卡", "要处理的 1 笔", "1 笔已到账，合计 8,412.50 元")
                .contains("没有差额", "应付互助金－住院医疗", "冯*军")
                .doesNotContain("6228480000000715", "冯𠮷军");
        MockHttpServletRequestBuilder english = get("/payments").cookie(new Cookie("language", "en"));
        assertThat(visit(english, checker).getContentAsString(StandardCharsets.UTF_8))
                .contains("AC04");
    }

    @Test
    void whatIsBookedOfARefundIsWhatStandsInTheBooks() throws Exception {
        bankBehaves("reject=AC04:account:*0715");
        NewInstruction plain = benefit(600, "6228480000000715");
        NewInstruction refund = new NewInstruction(
                plain.cause().replace("claim", "refund"),
                plain.payee(),
                plain.account(),
                plain.amount(),
                plain.unitPath(),
                "",
                plain.reference(),
                Purpose.FEE_REFUND);
        payments.instruct(Actor.system(fund), refund, NOW);
        instructed(841_250, "6228480000003390");
        BatchId id = released();
        assertThat(page("/payments/batches/" + id.value(), checker))
                .contains("待查收款－退回会费", "应付互助金－住院医疗")
                .doesNotContain("应付互助金－<");
        untilSettled(line(PATIENT), NOW, 100);
        assertThat(page("/payments/batches/" + id.value(), checker)).contains("账户已销", "在“退费”页改账户再退");
    }

    @Test
    void theMessageIsForFinanceAndKeepsNoCopy() throws Exception {
        instructed(100, "6228480000003390");
        BatchId id = released();
        MockHttpServletResponse file = visit(get("/payments/batches/" + id.value() + "/message.xml"), checker);
        assertThat(file.getHeader("Cache-Control")).contains("no-store");
        assertThat(file.getContentAsString(StandardCharsets.UTF_8)).contains("<CtrlSum>1.00</CtrlSum>");
        Actor manager = staff(Role.MANAGER);
        assertThat(visit(get("/payments/batches/" + id.value() + "/message.xml"), manager)
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void aBatchHoldsTheWholeFundSoACityDoesNotFindIt() throws Exception {
        instructed(100, "6228480000003390");
        BatchId id = released();
        Actor city = data.actor(Role.FINANCE_CHECKER, TestData.HUANGSHI);
        assertThat(visit(get("/payments/batches/" + id.value()), city).getStatus())
                .isEqualTo(404);
    }

    @Test
    void aBankMessageCarriedByHandIsReadOrRefusedInWords() throws Exception {
        instructed(100, "6228480000003390");
        released();
        assertThat(uploaded("<Docu")).contains("<a href=\"#file\">文件从第 1 行起不完整", "id=\"file-error\">文件从第 1 行起不完整");
        assertThat(uploaded("")).contains("文件是空的");
        assertThat(uploaded("PK\3\4")).contains("这是 Excel 表格", "另存为 csv");
    }

    private String uploaded(String content) throws Exception {
        MockHttpServletResponse answer = mvc.perform(multipart("/payments/answers")
                        .file(new MockMultipartFile("file", "answer.xml", "application/xml", content.getBytes()))
                        .param("request_key", UUID.randomUUID().toString())
                        .with(csrf())
                        .with(visits.of(maker)))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(422);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void aMessageThatDoesNotFitIsListedInPlainWordsAndCanBeReadAsItCame() throws Exception {
        instructed(100, "6228480000003390");
        released();
        byte[] csv =
                "交易日期,流水号,借方金额,贷方金额,附言\n2026-02-10,B1,1.00,,冯𠮷军\n合计,,1.01,,\n".getBytes(Charset.forName("GB18030"));
        refused("payment_answer_sum", () -> answers.take(maker, csv, NOW));
        List<Discrepancy> open = discrepancies.open(maker, "").items();
        long id = open.get(open.size() - 1).id();
        String message = "/payments/discrepancies/" + id + "/message";
        assertThat(page("/payments", maker)).contains("合计不符", message).doesNotContain("payment_answer_sum");
        MockHttpServletResponse file = visit(get(message), staff(Role.AUDITOR));
        assertThat(file.getContentAsByteArray()).isEqualTo(csv);
        assertThat(file.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(page("/payments", staff(Role.MANAGER))).contains("合计不符").doesNotContain(message);
        assertThat(visit(get(message), staff(Role.MANAGER)).getStatus()).isEqualTo(403);
        assertThat(visit(get(message.replaceAll("[0-9]+", "999999")), maker).getStatus())
                .isEqualTo(404);
        String propose = "/payments/discrepancies/" + id + "/propose";
        WrongForm form = new WrongForm(mvc, visits.of(maker));
        form.standsAgain("ev-" + id + ": 证据要写 4 到 500 个字", propose, "as", "AS_BOOKED", "evidence", "误");
        discrepancies.propose(maker, id, Settlement.AS_BOOKED, "网银导出有误", NOW);
        assertThat(page("/payments", checker)).contains("重新提出", propose, "确认办结");
        form.standsAgain("ev-" + id + ": 证据要写 4 到 500 个字", propose, "as", "AS_BOOKED", "evidence", "误");
        press(propose, maker, "as", "AS_BOOKED", "evidence", "网银导出少了一行");
        assertThat(page("/payments", checker)).contains("网银导出少了一行").doesNotContain("网银导出有误");
        Settled.by(discrepancies, checker, id, NOW);
    }

    @Test
    void whatIsPaidAgainOnTheWordOfACarriedFileIsSaidBeforeItIsReleased() throws Exception {
        NewInstruction benefit = instructed(100, "6228480000003390");
        released();
        untilSettled(line(PATIENT), NOW, 100);
        String number = payments.of(fund, benefit.cause()).get(0).endToEnd();
        byte[] csv = ("交易日期,流水号,借方金额,贷方金额,对方户名,附言\n2026-02-10,R1,,1.00,冯𠮷军,退汇 " + number + "\n")
                .getBytes(StandardCharsets.UTF_8);
        answers.take(checker, csv, NOW);
        untilSettled(line(PATIENT), NOW, 100);
        dispatcher.round(fund, line(PATIENT), NOW);
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        String batch = "/payments/batches/" + batches.draft(maker, NOW).value();
        String own = page(batch, checker);
        assertThat(own).contains("本批有 1 笔是再次付款", benefit.reference(), "您不能放行").doesNotContain("复核放行 1 笔", "文件属实");
        assertThat(page(batch, staff(Role.FINANCE_CHECKER))).contains("请先向银行核对再放行", "复核放行 1 笔");
        String file = own.replaceAll("(?s).*(/payments/answers/[0-9]+)/message.*", "$1");
        assertThat(visit(get(file + "/message"), maker).getContentAsByteArray()).isEqualTo(csv);
        assertThat(visit(get(file + "/message"), staff(Role.MANAGER)).getStatus())
                .isEqualTo(403);
        String id = batch.replaceAll("\\D", "");
        assertThat(press(file + "/confirm", checker, "batch", id).getStatus()).isEqualTo(403);
        assertThat(press(file + "/confirm", maker, "batch", id).getRedirectedUrl())
                .isEqualTo(batch);
        assertThat(page(batch, checker)).contains("复核放行 1 笔").doesNotContain("再次付款");
        batches.release(
                checker,
                new BatchId(Long.parseLong(id)),
                batches.newest(checker, "").items().get(0).hash(),
                NOW);
    }

    @Test
    void aDayOnWhichTheBankDoesNotPayStandsOnTheFormAgain() throws Exception {
        instructed(100, "6228480000003390");
        released();
        instructed(100, "6228480000003390");
        WrongForm form = new WrongForm(mvc, visits.of(maker));
        form.standsAgain("day: 付款日 2026-02-15 不行", "/payments/batches", "bank", "", "day", "2026-02-15");
        form.standsAgain("day: 日期“明天”读不出", "/payments/batches", "bank", "", "day", "明天");
        released();
    }

    @Test
    void aBatchAboveTheLimitIsAgreedToByAManagerAndReleasedByAThird() throws Exception {
        instructed(20_000_000, "6228480000003390");
        assertThat(page("/payments", maker)).contains("另选银行或付款日", "建设银行");
        String made = press("/payments/batches", maker, "bank", "建设银行", "day", "2026-02-10")
                .getRedirectedUrl();
        Actor manager = staff(Role.MANAGER);
        String hash = batches.newest(checker, "").items().get(0).hash();
        assertThat(page(made, checker)).contains("等负责人同意").doesNotContain("复核放行 1 笔");
        assertThat(page(made, manager)).contains("负责人同意 1 笔");
        assertThat(press(made + "/agree", checker, "hash", hash).getStatus()).isEqualTo(403);
        assertThat(press(made + "/agree", manager, "hash", hash).getStatus()).isEqualTo(302);
        assertThat(page(made, checker)).contains("复核放行 1 笔");
        assertThat(press(made + "/release", checker, "hash", hash).getStatus()).isEqualTo(302);
    }

    @Test
    void theTwoBooksStandSideBySideWithTheirExceptionsFirst() throws Exception {
        instructed(841_250, "6228480000003390");
        released();
        untilSettled(line(PATIENT), NOW, 100);
        assertThat(page("/payments/reconciliation?day=2026-02-10", checker))
                .contains("流水核对", "没有说明的", "每天自动核对", "没有办结的");
    }

    @Test
    void whatIsOpenIsSortedByItsAge() {
        Map<LocalDate, Integer> open =
                LongStream.of(0, 1, 3, 4, 7, 8, 90).boxed().collect(Collectors.toMap(TODAY::minusDays, days -> 1));
        Reconciliation.Day day = new Reconciliation.Day(TODAY, 0, 0, Money.ZERO, Money.ZERO, Money.ZERO);
        Slice<Reconciliation.Line> none = new Slice<>(List.of(), null);
        ReconciliationPage.Aside aside =
                new ReconciliationPage.Aside(new Slice<>(List.of(), null), new Slice<>(List.of(), null));
        PagedLists first = new PagedLists("/payments/reconciliation", new TreeMap<>());
        assertThat(new ReconciliationPage(
                                day, none, none, null, aside, open, new Slice<>(List.of(), null), first, TODAY)
                        .ages())
                .containsExactly(entry("today", 1L), entry("three", 2L), entry("seven", 2L), entry("older", 2L));
    }
}
