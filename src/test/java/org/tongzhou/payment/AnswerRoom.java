package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.tongzhou.kernel.Refusal;

/** One payment released, what a bank says of it, and phrases for taking and refusing that. */
abstract class AnswerRoom extends PaymentTest {
    /** Says over the line what it is given to say. */
    record TellingLine(String status, String notice) implements BankLink {
        @Override
        public byte[] submit(String fileName, byte[] message) {
            return status.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] status(String msgId) {
            return status.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] notifications(long after, LocalDate upTo) {
            return notice.getBytes(StandardCharsets.UTF_8);
        }
    }

    NewInstruction benefit;
    String endToEnd;
    Batch batch;

    void releaseOne() {
        benefit = instructed(841_250, "6228480000003390");
        batch = batches.get(maker, released());
        endToEnd = payments.of(fund, benefit.cause()).get(0).endToEnd();
    }

    String status(String id, String state, String reason) {
        String why = reason.isEmpty() ? "" : "<StsRsnInf><Rsn><Cd>" + reason + "</Cd></Rsn></StsRsnInf>";
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>" + id
                + "</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>" + batch.msgId() + "</OrgnlMsgId>"
                + "<OrgnlNbOfTxs>1</OrgnlNbOfTxs><OrgnlCtrlSum>8412.50</OrgnlCtrlSum><GrpSts>PART</GrpSts>"
                + "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>" + endToEnd
                + "</OrgnlEndToEndId><TxSts>" + state + "</TxSts>" + why
                + "<AccptncDtTm>2026-02-10T14:36:00</AccptncDtTm>"
                + "<OrgnlTxRef><Amt><InstdAmt Ccy=\"CNY\">8412.50</InstdAmt></Amt></OrgnlTxRef>"
                + "</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
    }

    String entry(String ref, String direction, String amount, String reason) {
        String why = reason.isEmpty() ? "" : "<RtrInf><Rsn><Cd>" + reason + "</Cd></Rsn></RtrInf>";
        return "<Ntry><Amt Ccy=\"CNY\">" + amount + "</Amt><CdtDbtInd>" + direction
                + "</CdtDbtInd><ValDt><Dt>2026-02-10</Dt></ValDt><AcctSvcrRef>" + ref
                + "</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>" + endToEnd + "</EndToEndId></Refs>" + why
                + "</TxDtls></NtryDtls></Ntry>";
    }

    static String notice(String id, String sum, String... entries) {
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>"
                + id + "</MsgId></GrpHdr><Ntfctn><Id>" + id + "</Id><TxsSummry><TtlNtries><NbOfNtries>"
                + entries.length + "</NbOfNtries><Sum>" + sum + "</Sum></TtlNtries></TxsSummry>"
                + String.join("", entries) + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";
    }

    void take(String message) {
        answers.take(maker, message.getBytes(StandardCharsets.UTF_8), NOW);
    }

    void refused(String message, String code) {
        InstructionState before = state(benefit);
        int events = heard.of(fund).size();
        assertThatThrownBy(() -> take(message))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
        assertThat(state(benefit)).isEqualTo(before);
        assertThat(heard.of(fund)).hasSize(events);
    }

    /** Rejected by the bank's answer, and paid by its book. */
    void rejectedThenBooked() {
        releaseOne();
        take(status("S1", "RJCT", "AC04"));
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
    }
}
