package org.tongzhou.bench;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tongzhou.payment.BankLink;
import org.tongzhou.testing.TestData;

/** A bank that takes one message in memory and pays everything in it; its answers are made from the message itself. */
final class BankOfTheBench implements BankLink {
    private static final Pattern PAYMENT =
            Pattern.compile("<EndToEndId>([^<]+)</EndToEndId>.*?<InstdAmt Ccy=\"CNY\">([^<]+)<");
    private static final Pattern MESSAGE = Pattern.compile("<MsgId>([^<]+)</MsgId>");

    private final List<String[]> payments = new ArrayList<>();
    private String msgId = "";

    @Override
    public byte[] submit(String fileName, byte[] message) {
        String xml = new String(message, StandardCharsets.UTF_8);
        Matcher id = MESSAGE.matcher(xml);
        if (!id.find()) {
            throw new IllegalArgumentException("no MsgId");
        }
        msgId = id.group(1);
        for (Matcher each = PAYMENT.matcher(xml); each.find(); ) {
            payments.add(new String[] {each.group(1), each.group(2)});
        }
        return status("A", "<GrpSts>ACTC</GrpSts>", "");
    }

    @Override
    public byte[] status(String id) {
        return status("Q", "<GrpSts>ACTC</GrpSts>", "");
    }

    @Override
    public byte[] notifications(long after, LocalDate upTo) {
        return notice("E" + msgId, "0.00", 0, "");
    }

    /** The pain.002 that says of each payment that it is settled. */
    byte[] paid() {
        StringBuilder each = new StringBuilder("<OrgnlPmtInfAndSts>");
        payments.forEach(payment -> each.append("<TxInfAndSts><OrgnlEndToEndId>")
                .append(payment[0])
                .append("</OrgnlEndToEndId><TxSts>ACSC</TxSts><AccptncDtTm>" + TestData.TODAY
                        + "T15:00:00</AccptncDtTm><OrgnlTxRef><Amt><InstdAmt Ccy=\"CNY\">")
                .append(payment[1])
                .append("</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>"));
        return status(
                "P",
                "<GrpSts>ACSC</GrpSts>",
                each.append("</OrgnlPmtInfAndSts>").toString());
    }

    /** The camt.054 with a debit for each payment. */
    byte[] booked() {
        StringBuilder each = new StringBuilder();
        BigDecimal sum = BigDecimal.ZERO;
        for (String[] payment : payments) {
            sum = sum.add(new BigDecimal(payment[1]));
            each.append("<Ntry><Amt Ccy=\"CNY\">")
                    .append(payment[1])
                    .append("</Amt><CdtDbtInd>DBIT</CdtDbtInd><ValDt><Dt>" + TestData.TODAY
                            + "</Dt></ValDt><AcctSvcrRef>B")
                    .append(payment[0])
                    .append("</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>")
                    .append(payment[0])
                    .append("</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>");
        }
        return notice("N" + msgId, sum.toPlainString(), payments.size(), each.toString());
    }

    private byte[] status(String kind, String group, String each) {
        return ("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>"
                        + kind
                        + msgId + "</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>" + msgId + "</OrgnlMsgId>" + group
                        + "</OrgnlGrpInfAndSts>" + each + "</CstmrPmtStsRpt></Document>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] notice(String id, String sum, int count, String entries) {
        return ("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>"
                        + id + "</MsgId></GrpHdr><Ntfctn><Id>" + id + "</Id><TxsSummry><TtlNtries><NbOfNtries>" + count
                        + "</NbOfNtries><Sum>" + sum + "</Sum></TtlNtries></TxsSummry>" + entries
                        + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
