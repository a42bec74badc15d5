package org.tongzhou.payment.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;

/** Bank messages as they should not be: each is refused with a code of its own and its line, or read exactly. */
class AnswersFromOutsideTest {
    private static final String STATUS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
              <GrpHdr><MsgId>S-1</MsgId><CreDtTm>2026-02-10T14:36:00</CreDtTm></GrpHdr>
              <OrgnlGrpInfAndSts><OrgnlMsgId>TZ42B17-A</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
                <OrgnlNbOfTxs>2</OrgnlNbOfTxs><OrgnlCtrlSum>10485.68</OrgnlCtrlSum><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
              <OrgnlPmtInfAndSts><OrgnlPmtInfId>TZ42B17-A</OrgnlPmtInfId>
                <TxInfAndSts><OrgnlEndToEndId>TZ42I1-A</OrgnlEndToEndId><TxSts>ACSC</TxSts>
                  <AccptncDtTm>2026-02-10T14:30:00</AccptncDtTm>
                  <OrgnlTxRef><Amt><InstdAmt Ccy="CNY">8412.50</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>
                <TxInfAndSts><OrgnlEndToEndId>TZ42I2-B</OrgnlEndToEndId><TxSts>RJCT</TxSts>
                  <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>账户已销 &amp; 𠮷</AddtlInf></StsRsnInf></TxInfAndSts>
              </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
            """;

    private static final String NOTICE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
              <GrpHdr><MsgId>N-1</MsgId><CreDtTm>2026-02-10T14:36:00</CreDtTm></GrpHdr>
              <Ntfctn><Id>N-1</Id><ElctrncSeqNb>3</ElctrncSeqNb>
                <TxsSummry><TtlNtries><NbOfNtries>3</NbOfNtries><Sum>10100.03</Sum></TtlNtries></TxsSummry>
                <Ntry><Amt Ccy="CNY">8000.01</Amt><CdtDbtInd>DBIT</CdtDbtInd><ValDt><Dt>2026-02-10</Dt></ValDt>
                  <AcctSvcrRef>B1</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>TZ42I1-A</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
                <Ntry><Amt Ccy="CNY">2000.01</Amt><CdtDbtInd>CRDT</CdtDbtInd><ValDt><Dt>2026-02-12</Dt></ValDt>
                  <AcctSvcrRef>B2</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>TZ42I2-B</EndToEndId></Refs>
                    <RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>
                <Ntry><Amt Ccy="CNY">100.01</Amt><CdtDbtInd>CRDT</CdtDbtInd><ValDt><Dt>2026-02-12</Dt></ValDt>
                  <AcctSvcrRef>B3</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>鄂东矿业公司工会</Nm></Pty></Dbtr></RltdPties>
                    <RmtInf><Ustrd>互助会费100人</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
              </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
            """;

    private static StatusReport status(String xml) {
        return StatusReport.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static AccountNotice notice(String xml) {
        return AccountNotice.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String code(Runnable reading) {
        Throwable refused = catchThrowable(reading::run);
        assertThat(refused).isInstanceOf(Refusal.class);
        return ((Refusal) refused).code();
    }

    @Test
    void aStatusReportSaysWhatBecameOfEachPayment() {
        StatusReport report = status(STATUS);
        assertThat(report.originalMsgId()).isEqualTo("TZ42B17-A");
        assertThat(report.total()).isEqualTo(Money.parseYuan("10485.68"));
        assertThat(report.statuses())
                .containsExactly(
                        new StatusReport.PaymentStatus(
                                "TZ42I1-A", "ACSC", null, Money.parseYuan("8412.50"), LocalDate.of(2026, 2, 10)),
                        new StatusReport.PaymentStatus("TZ42I2-B", "RJCT", "AC04", null, null));
    }

    @Test
    void aNoticeTellsDebitsReturnsAndCreditsApart() {
        AccountNotice notice = notice(NOTICE);
        assertThat(notice.entries())
                .extracting(AccountNotice.Entry::kind)
                .containsExactly(AccountNotice.Kind.DEBIT, AccountNotice.Kind.RETURN, AccountNotice.Kind.CREDIT);
        assertThat(notice.entries().get(2).counterparty()).isEqualTo("鄂东矿业公司工会");
        assertThat(notice.next()).isEqualTo(3);
    }

    @Test
    void aMessageCutAnywhereIsRefusedWhole() {
        for (int length = 0; length < STATUS.strip().length() - 1; length += 7) {
            String cut = STATUS.substring(0, length);
            assertThat(code(() -> status(cut))).isIn("payment_answer_broken", "payment_answer_missing");
        }
    }

    @Test
    void aControlSumOffByOneFenIsRefused() {
        assertThat(code(() -> notice(NOTICE.replace("10100.03", "10100.04")))).isEqualTo("payment_answer_sum");
    }

    @Test
    void anEntryTooFewIsRefused() {
        assertThat(code(() -> notice(NOTICE.replace("<NbOfNtries>3<", "<NbOfNtries>4<"))))
                .isEqualTo("payment_answer_count");
    }

    @Test
    void aDoctypeAndItsEntitiesAreRefused() {
        String bomb =
                STATUS.replace("<Document", "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><Document");
        assertThat(code(() -> status(bomb))).isEqualTo("payment_answer_doctype");
        String outside = STATUS.replace("<Document", "<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><Document");
        assertThat(code(() -> status(outside))).isEqualTo("payment_answer_doctype");
    }

    @Test
    void amountsThatNoBankWritesAreRefusedBeforeTheyReachANumberParser() {
        for (String amount : new String[] {"1E50000000", "-1.00", "1.005", "0x10", "NaN", "１００", "1,000.00", ""}) {
            assertThat(code(() -> status(STATUS.replace("8412.50", amount)))).isEqualTo("payment_answer_amount");
        }
        assertThat(code(() -> status(STATUS.replace("8412.50", "9".repeat(600)))))
                .startsWith("payment_answer_");
    }

    @Test
    void anotherCurrencyIsRefused() {
        assertThat(code(() -> status(STATUS.replace("Ccy=\"CNY\"", "Ccy=\"USD\""))))
                .isEqualTo("payment_answer_currency");
    }

    @Test
    void anotherKindOfMessageIsRefused() {
        assertThat(code(() -> status(NOTICE))).isEqualTo("payment_answer_kind");
        assertThat(code(() -> notice("<html><body>502</body></html>"))).isEqualTo("payment_answer_kind");
    }

    @Test
    void laterVersionsAreReadAndOlderOnesAreNot() {
        assertThat(status(STATUS.replace("pain.002.001.10", "pain.002.001.14"))).isEqualTo(status(STATUS));
        assertThat(notice(NOTICE.replace("camt.054.001.08", "camt.054.001.12"))).isEqualTo(notice(NOTICE));
        assertThat(code(() -> status(STATUS.replace("pain.002.001.10", "pain.002.001.03"))))
                .isEqualTo("payment_answer_kind");
        assertThat(code(() -> notice(NOTICE.replace("camt.054.001.08", "camt.054.001.02"))))
                .isEqualTo("payment_answer_kind");
        String mixed = STATUS.replace("<GrpHdr>", "<GrpHdr xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.11\">");
        assertThat(code(() -> status(mixed))).isEqualTo("payment_answer_kind");
    }

    @Test
    void onePaymentAnsweredTwiceInOneMessageIsRefused() {
        assertThat(code(() -> status(STATUS.replace("TZ42I2-B", "TZ42I1-A")))).isEqualTo("payment_answer_twice");
        assertThat(code(() -> notice(NOTICE.replace(">B2<", ">B1<")))).isEqualTo("payment_answer_twice");
    }

    @Test
    void aDayThatDoesNotExistIsRefused() {
        assertThat(code(() -> notice(NOTICE.replace("2026-02-12", "2026-02-30"))))
                .isEqualTo("payment_answer_day");
    }

    @Test
    void depthAndTextHaveLimits() {
        String deep = STATUS.replace("<GrpHdr>", "<GrpHdr>" + "<x>".repeat(3000) + "</x>".repeat(3000));
        assertThat(code(() -> status(deep))).isEqualTo("payment_answer_broken");
        String longText = STATUS.replace("账户已销", "账".repeat(100_000));
        assertThat(code(() -> status(longText))).isIn("payment_answer_text", "payment_answer_broken");
    }

    @Test
    void aGigabyteIsNotReadToTheEnd() {
        Endless endless = new Endless();
        assertThat(code(() -> StatusReport.read(endless))).isEqualTo("payment_answer_too_big");
        assertThat(endless.given).isLessThanOrEqualTo(IsoReader.MAX_BYTES);
    }

    @Test
    void bytesThatAreNoXmlAreRefused() {
        byte[] noise = {(byte) 0x50, 0x4b, 3, 4, (byte) 0xff, (byte) 0xfe, 0};
        assertThat(code(() -> StatusReport.read(new ByteArrayInputStream(noise))))
                .isEqualTo("payment_answer_broken");
    }

    private static final class Endless extends InputStream {
        private final byte[] head =
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">".getBytes(StandardCharsets.UTF_8);
        private final byte[] more = "<a>1</a>\n".getBytes(StandardCharsets.UTF_8);
        private long given;

        @Override
        public int read() {
            long at = given++;
            return at < head.length ? head[(int) at] : more[(int) ((at - head.length) % more.length)];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            for (int i = 0; i < length; i++) {
                buffer[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
