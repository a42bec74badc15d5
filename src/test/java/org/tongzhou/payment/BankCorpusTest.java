package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.iso.CreditTransfer;
import org.tongzhou.payment.iso.PainVersion;

/**
 * The corpus of bank answers, one by one: what does not fit is refused in words, nothing has changed, and the original is
 * kept once however often it comes; what fits is applied whenever and in whatever order it comes.
 */
class BankCorpusTest extends PaymentTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Instant TEN_DAYS_LATER = NOW.plus(Duration.ofDays(10));

    private NewInstruction first;
    private NewInstruction second;
    private Batch batch;

    private void releaseTwo() {
        first = instructed(841_250, "6228480000003390");
        second = instructed(207_318, "6228480000000715");
        batch = batches.get(maker, released());
    }

    private String id(NewInstruction benefit) {
        return payments.of(fund, benefit.cause()).get(0).endToEnd();
    }

    private String said(NewInstruction benefit, String status) {
        return "<TxInfAndSts><OrgnlEndToEndId>" + id(benefit) + "</OrgnlEndToEndId><TxSts>" + status
                + "</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy=\"CNY\">"
                + benefit.amount().plainYuan()
                + "</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>";
    }

    private String status(String id, String... each) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">"
                + "<CstmrPmtStsRpt><GrpHdr><MsgId>" + id + "</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>"
                + batch.msgId() + "</OrgnlMsgId><OrgnlNbOfTxs>2</OrgnlNbOfTxs><OrgnlCtrlSum>10485.68</OrgnlCtrlSum>"
                + "<GrpSts>PART</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>" + String.join("", each)
                + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
    }

    private String bothPaid(String id) {
        return status(id, said(first, "ACSC"), said(second, "ACSC"));
    }

    private String debit(String ref, NewInstruction benefit) {
        return "<Ntry><Amt Ccy=\"CNY\">" + benefit.amount().plainYuan() + "</Amt><CdtDbtInd>DBIT</CdtDbtInd>"
                + "<ValDt><Dt>2026-02-10</Dt></ValDt><AcctSvcrRef>" + ref + "</AcctSvcrRef><NtryDtls><TxDtls><Refs>"
                + "<EndToEndId>" + id(benefit) + "</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>";
    }

    private String notice(String id, String sum, String... entries) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\">"
                + "<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>" + id + "</MsgId></GrpHdr><Ntfctn><Id>" + id + "</Id>"
                + "<TxsSummry><TtlNtries><NbOfNtries>" + entries.length + "</NbOfNtries><Sum>" + sum
                + "</Sum></TtlNtries></TxsSummry>" + String.join("", entries)
                + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";
    }

    private String bothBooked(String id) {
        return notice(id, "10485.68", debit("B1", first), debit("B2", second));
    }

    private String statement(String closing) {
        String day = "<Dt><Dt>2026-02-10</Dt></Dt></Bal>";
        return bothBooked("ST1")
                .replace("camt.054", "camt.053")
                .replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrStmt")
                .replace("Ntfctn>", "Stmt>")
                .replace(
                        "<Stmt>",
                        "<Stmt><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">20000.00</Amt>"
                                + "<CdtDbtInd>CRDT</CdtDbtInd>" + day
                                + "<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>"
                                + "<Amt Ccy=\"CNY\">" + closing + "</Amt><CdtDbtInd>CRDT</CdtDbtInd>" + day);
    }

    private String csv(String sum) {
        return "交易日期,流水号,借贷标志,交易金额,对方户名,摘要\n2026-02-10,B1,借,8412.50,冯𠮷军," + id(first)
                + "\n2026-02-10,B2,借,2073.18,冯𠮷军," + id(second) + "\n合计,2,," + sum + ",,\n";
    }

    /** Name of the case: the message as the bank gives it, and the code of its refusal. */
    private record Case(byte[] message, String code) {
        static Case of(String message, String code) {
            return new Case(message.getBytes(StandardCharsets.UTF_8), code);
        }

        static Case half(String message) {
            return of(message.substring(0, message.length() * 2 / 3), "payment_answer_broken");
        }
    }

    private Map<String, Case> corpus(Batch other, Batch sealed) {
        String doctype = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><Document";
        Map<String, Case> corpus = new LinkedHashMap<>();
        corpus.put(
                "pain.002, control sum off by 0.01",
                Case.of(bothPaid("S").replace("10485.68", "10485.69"), "payment_answer_batch_sum"));
        corpus.put(
                "pain.002, one amount off by 0.01",
                Case.of(bothPaid("S").replace("8412.50", "8412.51"), "payment_answer_payment_sum"));
        corpus.put(
                "pain.002, a payment too many",
                Case.of(bothPaid("S").replace("Txs>2<", "Txs>3<"), "payment_answer_batch_sum"));
        corpus.put(
                "camt.054, control sum off by 0.01",
                Case.of(bothBooked("N").replace("10485.68", "10485.67"), "payment_answer_sum"));
        corpus.put(
                "camt.054, an entry too few",
                Case.of(bothBooked("N").replace("Ntries>2<", "Ntries>3<"), "payment_answer_count"));
        corpus.put("camt.053, closing balance off by 0.01", Case.of(statement("9514.33"), "payment_answer_balance"));
        corpus.put(
                "csv, sum at the foot off by 0.01", new Case(csv("10485.69").getBytes(GB18030), "payment_answer_sum"));
        corpus.put("pain.002, half-written", Case.half(bothPaid("S")));
        corpus.put("camt.054, half-written", Case.half(bothBooked("N")));
        corpus.put("camt.053, half-written", Case.half(statement("9514.32")));
        corpus.put(
                "another fund's batch",
                Case.of(bothPaid("S").replace(batch.msgId(), "TZ99B-0123456789ABCDEF"), "payment_answer_foreign"));
        corpus.put(
                "another batch's id over our payments",
                Case.of(bothPaid("S").replace(batch.msgId(), other.msgId()), "payment_answer_batch_sum"));
        corpus.put(
                "another batch's payment in our batch",
                Case.of(bothPaid("S").replace(id(first), otherPayment(other)), "payment_answer_foreign_payment"));
        corpus.put(
                "a batch that never left",
                Case.of(bothPaid("S").replace(batch.msgId(), sealed.msgId()), "payment_answer_not_sent"));
        corpus.put(
                "a count that is no number",
                Case.of(bothPaid("S").replace("Txs>2<", "Txs>two<"), "payment_answer_count_form"));
        corpus.put(
                "several payments under one line of the book",
                Case.of(bothBooked("N").replace("</TxDtls>", "</TxDtls><TxDtls/>"), "payment_answer_entries"));
        corpus.put(
                "a line that may be booked or not",
                Case.of(
                        bothBooked("N").replace("<ValDt>", "<Sts><Cd>FUTR</Cd></Sts><ValDt>"),
                        "payment_answer_line_status"));
        corpus.put(
                "a line with a status of the bank's own",
                Case.of(
                        bothBooked("N").replace("<ValDt>", "<Sts><Prtry>入账</Prtry></Sts><ValDt>"),
                        "payment_answer_line_status"));
        corpus.put(
                "DOCTYPE with entities",
                Case.of(bothPaid("S").replace("<Document", doctype), "payment_answer_doctype"));
        corpus.put(
                "DOCTYPE that reads a file",
                Case.of(
                        bothBooked("N").replace("<Document", "<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><Document"),
                        "payment_answer_doctype"));
        corpus.put(
                "one payment twice in a message",
                Case.of(status("S", said(first, "ACSC"), said(first, "RJCT")), "payment_answer_twice"));
        corpus.put(
                "an amount that no number parser should see",
                Case.of(bothBooked("N").replace(">8412.50<", ">1E50000000<"), "payment_answer_amount"));
        corpus.put(
                "an error page instead of an answer", Case.of("<html><body>502</body></html>", "payment_answer_kind"));
        byte[] workbook = {'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0};
        byte[] oldWorkbook = {
            (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1, 0
        };
        corpus.put("an Excel file", new Case(workbook, "payment_answer_spreadsheet"));
        corpus.put("an old Excel file", new Case(oldWorkbook, "payment_answer_spreadsheet"));
        corpus.put(
                "a table of a web page under the name of Excel",
                Case.of(
                        "\ufeff<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>",
                        "payment_answer_spreadsheet"));
        corpus.put(
                "Excel's own XML",
                Case.of(
                        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>",
                        "payment_answer_spreadsheet"));
        return corpus;
    }

    private String otherPayment(Batch other) {
        return batches.payments(maker, other.id(), false, "").items().get(0).endToEnd();
    }

    @TestFactory
    Stream<DynamicTest> whatDoesNotFitIsRefusedChangesNothingAndIsKept() {
        releaseTwo();
        instructed(99, "6228480000000001");
        Batch other = batches.get(maker, released());
        instructed(98, "6228480000000002");
        Batch sealed = batches.get(maker, batches.draft(maker, NOW));
        return corpus(other, sealed).entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> refused(each.getValue())));
    }

    private void refused(Case bad) {
        long kept = kept();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> answers.take(maker, bad.message(), NOW))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(bad.code()));
        }
        assertThat(state(first)).isEqualTo(InstructionState.RELEASED);
        assertThat(state(second)).isEqualTo(InstructionState.RELEASED);
        assertThat(heard.of(fund)).isEmpty();
        assertThat(balances()).doesNotContainKey("1002");
        assertThat(kept()).as("kept once").isEqualTo(kept + 1);
        long newest = jdbc.sql("select max(id) from payment.answer where fund = :fund and outcome = 'REFUSED'")
                .param("fund", fund.code())
                .query(Long.class)
                .single();
        assertThat(answerStore.original(fund, newest)).contains(bad.message());
    }

    private long kept() {
        return jdbc.sql("select count(*) from payment.answer where fund = :fund and outcome = 'REFUSED'")
                .param("fund", fund.code())
                .query(Long.class)
                .single();
    }

    private void take(String message, Instant at) {
        answers.take(maker, message.getBytes(StandardCharsets.UTF_8), at);
    }

    private void bothPaidOnce() {
        assertThat(state(first)).isEqualTo(InstructionState.PAID);
        assertThat(state(second)).isEqualTo(InstructionState.PAID);
        assertThat(heard.of(fund)).hasSize(2);
        assertThat(balances()).containsEntry("1002", -1_048_568L).containsEntry("2202", 0L);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    @Test
    void doubledAnswersAreOne() {
        releaseTwo();
        for (String id : new String[] {"S1", "S1", "S2"}) {
            take(bothPaid(id), NOW);
        }
        for (String id : new String[] {"N1", "N1", "N2"}) {
            take(bothBooked(id), NOW);
        }
        bothPaidOnce();
    }

    @Test
    void theBooksBeforeTheStatusIsTheSameAsAfterIt() {
        releaseTwo();
        take(bothBooked("N1"), NOW);
        take(statement("9514.32"), NOW);
        take(bothPaid("S1"), NOW);
        take(csv("10485.68"), NOW);
        take(status("S0", said(first, "PDNG"), said(second, "PDNG")), NOW);
        bothPaidOnce();
    }

    @Test
    void daysLateAndBeforeOurOwnSentIsStillTaken() throws Exception {
        releaseTwo();
        take(bothPaid("S1"), TEN_DAYS_LATER);
        bothPaidOnce();
        take(bothBooked("N1"), TEN_DAYS_LATER.plus(Duration.ofDays(20)));
        dispatcher.round(fund, line(Duration.ofSeconds(2)), TEN_DAYS_LATER);
        assertThat(credits()).as("what is answered is not sent any more").isEmpty();
        bothPaidOnce();
    }

    @Test
    void contradictionsAreListedForTwoPeopleAndMoveNothing() {
        releaseTwo();
        take(status("S1", said(first, "ACSC"), said(second, "RJCT")), NOW);
        take(status("S2", said(first, "RJCT"), said(second, "ACSC")), NOW);
        assertThat(state(first)).isEqualTo(InstructionState.PAID);
        assertThat(state(second)).isEqualTo(InstructionState.REJECTED);
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind)
                .containsExactly(DiscrepancyKind.CONTRADICTION, DiscrepancyKind.CONTRADICTION);
        assertThat(balances()).containsEntry("1002", -841_250L);
    }

    /** A gigabyte of good beginning: the line reads as much as an answer may have, and refuses it. */
    @Test
    void aGigabyteOnTheLineIsRefusedAndTheBatchStaysInDoubt() throws Exception {
        releaseTwo();
        HttpServer flood = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 4);
        flood.createContext("/", exchange -> {
            boolean answer = exchange.getRequestMethod().equals("POST");
            exchange.sendResponseHeaders(answer ? 200 : 503, answer ? 1L << 30 : -1);
            if (answer) {
                pour(exchange.getResponseBody());
            }
            exchange.close();
        });
        flood.start();
        try {
            BankSettings there = new BankSettings(
                    "http://127.0.0.1:" + flood.getAddress().getPort(),
                    SECRET,
                    new CreditTransfer.Party("专户", "17200001040001234", "农业银行"),
                    PainVersion.V09,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(31),
                    Duration.ZERO);
            dispatcher.round(fund, new HttpBankLink(there), NOW);
        } finally {
            flood.stop(0);
        }
        assertThat(state(first)).isEqualTo(InstructionState.UNKNOWN);
        assertThat(kept()).isPositive();
        assertThat(balances()).doesNotContainKey("1002");
    }

    private static void pour(OutputStream out) {
        byte[] head =
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">".getBytes(StandardCharsets.UTF_8);
        byte[] more = "<a>1</a>\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        try (out) {
            out.write(head);
            for (long sent = head.length; sent < 1L << 30; sent += more.length) {
                out.write(more);
            }
        } catch (IOException hungUp) {
            // the other side has had enough
        }
    }
}
