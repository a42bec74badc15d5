package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;
import org.tongzhou.payment.iso.AccountStatement;
import org.tongzhou.testing.TwoAtOnce;

/** The bank's book as a daily statement and as the csv of its web page. */
class StatementsTest extends PaymentTest {
    private static final String STATEMENT = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
    private static final Charset GB18030 = Charset.forName("GB18030");
    private NewInstruction benefit;
    private String endToEnd;

    @BeforeEach
    void releaseOne() {
        benefit = instructed(841_250, "6228480000003390");
        released();
        endToEnd = payments.of(fund, benefit.cause()).get(0).endToEnd();
    }

    private static String balance(String code, String amount, String day) {
        return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">" + amount
                + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>" + day + "</Dt></Dt></Bal>";
    }

    private String debit(String ref, String day) {
        return "<Ntry><Amt Ccy=\"CNY\">8412.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><ValDt><Dt>" + day
                + "</Dt></ValDt><AcctSvcrRef>" + ref + "</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>" + endToEnd
                + "</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>";
    }

    private static String statement(String id, String day, String opening, String closing, String... lines) {
        return "<Document xmlns=\"" + STATEMENT + "\"><BkToCstmrStmt><GrpHdr><MsgId>" + id
                + "</MsgId></GrpHdr><Stmt><Id>" + id + "</Id>" + balance("OPBD", opening, day)
                + balance("CLBD", closing, day) + String.join("", lines) + "</Stmt></BkToCstmrStmt></Document>";
    }

    private void take(String message) {
        answers.take(maker, message.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private void refused(byte[] message, String code) {
        assertThatThrownBy(() -> answers.take(maker, message, NOW))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
        assertThat(state(benefit)).isEqualTo(InstructionState.RELEASED);
        byte[] kept = jdbc.sql(
                        "select id from payment.answer where fund = :fund and outcome = 'REFUSED' order by id desc limit 1")
                .param("fund", fund.code())
                .query(Long.class)
                .optional()
                .flatMap(id -> answerStore.original(fund, id))
                .orElseThrow();
        assertThat(kept).as("the original is kept").isEqualTo(message);
    }

    /** A day without a line would move the mark up to which the bank's book was read, for the whole fund. */
    @Test
    void aCountysFinanceCarriesNothingOfTheBanksHere() {
        Actor county = new Actor(
                maker.userId(),
                maker.name(),
                new Scope(fund, "/" + fund.code() + "/4202/420281/"),
                maker.roles(),
                maker.person(),
                null);
        byte[] ofTheirOwn = statement("S1", "2026-02-10", "0.00", "0.00").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> answers.take(county, ofTheirOwn, NOW))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        assertThat(jdbc.sql("select count(*) from payment.answer where fund = :fund")
                        .param("fund", fund.code())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aStatementPaysWhatItShowsAndTheSameLineFromTheNotificationIsNothingNew() {
        take(statement("S1", "2026-02-10", "10000.00", "1587.50", debit("B1", "2026-02-10")));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        take(statement("S1", "2026-02-10", "10000.00", "1587.50", debit("B1", "2026-02-10")));
        take(
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>N1"
                        + "</MsgId></GrpHdr><Ntfctn><TxsSummry><TtlNtries><NbOfNtries>1</NbOfNtries><Sum>8412.50</Sum></TtlNtries>"
                        + "</TxsSummry>" + debit("B1", "2026-02-10") + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>");
        assertThat(heard.of(fund)).hasSize(1);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    @Test
    void aStatementWhoseLinesDoNotLeadFromOpeningToClosingIsRefused() {
        refused(
                statement("S1", "2026-02-10", "10000.00", "1587.51", debit("B1", "2026-02-10"))
                        .getBytes(StandardCharsets.UTF_8),
                "payment_answer_balance");
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind)
                .containsExactly(DiscrepancyKind.AMOUNT);
    }

    @Test
    void aMissingStatementIsSeenInTheBalances() {
        take(statement("S1", "2026-02-09", "10000.00", "10000.00"));
        take(statement("S2", "2026-02-11", "9000.00", "587.50", debit("B1", "2026-02-11")));
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind)
                .containsExactly(DiscrepancyKind.GAP);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    @Test
    void otherBalancesForTheSameDayAreRefused() {
        take(statement("S1", "2026-02-09", "10000.00", "10000.00"));
        refused(
                statement("S2", "2026-02-09", "10001.00", "10001.00").getBytes(StandardCharsets.UTF_8),
                "payment_answer_same_statement");
    }

    @Test
    void aStatementCarriedByHandLetsARejectedPaymentBePaidAgain() {
        BatchId batch = batches.of(
                        maker, payments.of(fund, benefit.cause()).get(0).id())
                .orElseThrow()
                .batch();
        take("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>R1"
                + "</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>"
                + batches.get(maker, batch).msgId()
                + "</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts>"
                + "<OrgnlEndToEndId>" + endToEnd
                + "</OrgnlEndToEndId><TxSts>RJCT</TxSts></TxInfAndSts></OrgnlPmtInfAndSts>"
                + "</CstmrPmtStsRpt></Document>");
        assertThatThrownBy(() -> payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW))
                .hasMessage("payment_book_unread");
        take(statement("S1", "2026-02-10", "10000.00", "10000.00"));
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.APPROVED);
    }

    private String csv(String debitSum) {
        return "账户明细,省职工互助保障资金专户\n交易日期,交易流水号,借方金额（元）,贷方金额（元）,对方户名,附言,退票原因\n"
                + "2026-02-10,=\"B1\",\"8,412.50\",,冯𠮷军,职工互助金 " + endToEnd + ",\n"
                + "20260212,B2,0.00,8412.50,冯𠮷军,退汇 " + endToEnd + ",收款账户已销户\n"
                + "2026/02/12,B3,,100.00,鄂东矿业公司工会 㐂,会费,\n"
                + "合计,," + debitSum + ",8512.50,,,\n";
    }

    @Test
    void aCsvInTheBanksEncodingIsReadWithRareCharacters() {
        assertThat(BankCsv.read(csv("8412.50").getBytes(GB18030), TODAY).booked())
                .extracting(each -> each.counterparty())
                .containsExactly("冯𠮷军", "冯𠮷军", "鄂东矿业公司工会 㐂");
        answers.take(maker, csv("8412.50").getBytes(GB18030), NOW);
        answers.take(maker, csv("8412.50").getBytes(GB18030), NOW.plus(Duration.ofHours(1)));
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(heard.of(fund))
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        BenefitReturned.class,
                        returned -> assertThat(returned.reason()).isEqualTo("AC04"));
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
    }

    /** A csv has the day of booking, a message the value day; refused, it would keep the bank's book from being read. */
    @Test
    void aLineThatACsvToldMayHaveAnotherDayInTheBanksMessage() {
        answers.take(maker, csv("8412.50").getBytes(GB18030), NOW);
        String back = debit("B2", "2026-02-11")
                .replace("DBIT", "CRDT")
                .replace("</Refs>", "</Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>");
        take(
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>N1"
                        + "</MsgId></GrpHdr><Ntfctn><TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries><Sum>16825.00</Sum></TtlNtries>"
                        + "</TxsSummry>" + debit("B1", "2026-02-09") + back
                        + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>");
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(heard.of(fund)).hasSize(2);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    @Test
    void aCsvThatIsWrongAnywhereIsRefusedWhole() {
        refused(csv("8412.51").getBytes(GB18030), "payment_answer_sum");
        refused(csv("8412.50").replace("8,412.50", "1E9").getBytes(GB18030), "payment_answer_amount");
        refused(csv("8412.50").replace("2026-02-10", "2026-02-30").getBytes(GB18030), "payment_answer_day");
        refused(csv("8412.50").replace("B2", "B1").getBytes(GB18030), "payment_answer_twice");
        refused(csv("8412.50").replace("交易流水号", "其他").getBytes(GB18030), "payment_answer_csv_header");
        refused(new byte[] {(byte) 0xff, (byte) 0xff, 0x30}, "payment_answer_encoding");
        String head = "交易日期,流水号,借贷标志,金额\n";
        String many = IntStream.rangeClosed(0, 100_000)
                .mapToObj(i -> "20260210,R" + i + ",贷,1\n")
                .collect(Collectors.joining("", head, ""));
        refused(many.getBytes(GB18030), "payment_answer_entries");
    }

    /** Days that the database knows none of, and references that no index holds. */
    @Test
    void aLineThatCannotBeKeptIsRefusedLikeAnyOther() {
        refused(csv("8412.50").replace("20260212", "00000212").getBytes(GB18030), "payment_answer_day");
        refused(csv("8412.50").replace("20260212", "+999999-02-12").getBytes(GB18030), "payment_answer_day");
        refused(
                statement("S1", "0000-02-10", "10000.00", "1587.50", debit("B1", "0000-02-10"))
                        .getBytes(StandardCharsets.UTF_8),
                "payment_answer_day");
        String endless = new java.util.Random(7)
                .ints(8_000, 'A', 'Z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        refused(csv("8412.50").replace("B2", endless).getBytes(GB18030), "payment_answer_reference");
    }

    @Test
    void aGigabyteIsRefusedLongBeforeItsEnd() {
        java.io.InputStream endless = new java.io.SequenceInputStream(
                new ByteArrayInputStream(
                        ("<Document xmlns=\"" + STATEMENT + "\"><BkToCstmrStmt>").getBytes(StandardCharsets.UTF_8)),
                new java.io.InputStream() {
                    private int left = 1 << 30;

                    @Override
                    public int read() {
                        return left-- > 0 ? "<X/>".charAt((3 - left % 4) % 4) : -1;
                    }
                });
        assertThatThrownBy(() -> AccountStatement.read(endless))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("payment_answer_too_big"));
    }

    /** Reading on, one holds the mark and then wants the batches that a line is about. */
    @Test
    void aCarriedStatementHoldsNoBatchWhileTheBookIsReadOn() throws Exception {
        byte[] message = statement("S1", "2026-02-10", "10000.00", "1587.50", debit("B1", "2026-02-10"))
                .getBytes(StandardCharsets.UTF_8);
        new TwoAtOnce(new TransactionTemplate(transactions), jdbc)
                .run(
                        () -> answerStore.lockCursor(fund),
                        Executors.callable(() -> answers.take(maker, message, NOW)),
                        () -> assertThatCode(this::wantTheBatches).doesNotThrowAnyException());
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    private void wantTheBatches() {
        jdbc.sql("select id from payment.batch where fund = :fund for update nowait")
                .param("fund", fund.code())
                .query(Long.class)
                .list();
    }
}
