package org.tongzhou.simulator;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the bank's answers, pain.002.001.10 and camt.054.001.08. Unchanged facts give the same message again. */
final class Messages {
    private static final String STATUS = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10";
    private static final String NOTICE = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08";

    private Messages() {}

    /** A word on the message as a whole: {@code ACTC}, or {@code RJCT} with a reason. */
    static byte[] whole(String msgId, String status, @Nullable String reason) {
        Xml xml = header("W-" + status + "-" + (reason == null ? "" : reason + "-") + msgId, msgId);
        xml.leaf("GrpSts", status);
        if (reason != null) {
            xml.open("StsRsnInf", "Rsn").leaf("Cd", reason).close(2);
        }
        return xml.done();
    }

    /** The word on every payment; {@code lies} turns the words of some around. */
    static byte[] status(Order order, Map<String, String> decided, List<String> lies) {
        Xml xml = header("S-" + decided.size() + "-" + (lies.isEmpty() ? "" : "X-") + order.msgId(), order.msgId());
        xml.leaf("OrgnlNbOfTxs", Integer.toString(order.payments().size()));
        xml.leaf("OrgnlCtrlSum", Xml.yuan(order.totalFen()));
        xml.leaf("GrpSts", decided.size() == order.payments().size() ? "ACSC" : "PART")
                .close(1);
        xml.open("OrgnlPmtInfAndSts").leaf("OrgnlPmtInfId", order.msgId());
        for (Order.Payment payment : order.payments()) {
            String reason = decided.get(payment.endToEnd());
            boolean lie = lies.contains(payment.endToEnd());
            one(xml, order, payment, lie && reason != null ? opposite(reason) : reason);
        }
        return xml.done();
    }

    private static String opposite(String reason) {
        return reason.isEmpty() ? "NARR" : "";
    }

    private static void one(Xml xml, Order order, Order.Payment payment, @Nullable String reason) {
        xml.open("TxInfAndSts").leaf("OrgnlEndToEndId", payment.endToEnd());
        xml.leaf("TxSts", reason == null ? "PDNG" : reason.isEmpty() ? "ACSC" : "RJCT");
        if (reason != null && !reason.isEmpty()) {
            xml.open("StsRsnInf", "Rsn").leaf("Cd", reason).close(2);
        }
        xml.leaf("AccptncDtTm", order.day() + "T09:00:00");
        xml.open("OrgnlTxRef", "Amt").amount("InstdAmt", payment.fen()).close(2);
        xml.close(1);
    }

    private static Xml header(String id, String originalId) {
        Xml xml = new Xml(STATUS);
        xml.open("CstmrPmtStsRpt", "GrpHdr")
                .leaf("MsgId", id)
                .leaf("CreDtTm", "2026-01-01T00:00:00")
                .close(1);
        return xml.open("OrgnlGrpInfAndSts").leaf("OrgnlMsgId", originalId).leaf("OrgnlMsgNmId", "pain.001.001.09");
    }

    /** Entries {@code from} (exclusive) to {@code next} (inclusive) of our account. */
    static byte[] notice(long from, long next, List<Entry> entries) {
        Xml xml = new Xml(NOTICE);
        xml.open("BkToCstmrDbtCdtNtfctn", "GrpHdr").leaf("MsgId", "N-" + from + "-" + next);
        xml.leaf("CreDtTm", "2026-01-01T00:00:00").close(1);
        xml.open("Ntfctn").leaf("Id", "N-" + from + "-" + next).leaf("ElctrncSeqNb", Long.toString(next));
        xml.open("TxsSummry", "TtlNtries").leaf("NbOfNtries", Integer.toString(entries.size()));
        xml.leaf("Sum", Xml.yuan(entries.stream().mapToLong(Entry::fen).sum())).close(2);
        entries.forEach(entry -> entry(xml, entry));
        return xml.done();
    }

    static void entry(Xml xml, Entry entry) {
        boolean back = entry.kind() == Entry.Kind.RETURNED;
        xml.open("Ntry").amount("Amt", entry.fen()).leaf("CdtDbtInd", back ? "CRDT" : "DBIT");
        xml.open("Sts").leaf("Cd", "BOOK").close(1);
        xml.open("ValDt").leaf("Dt", entry.day().toString()).close(1);
        xml.leaf("AcctSvcrRef", entry.ref());
        xml.open("NtryDtls", "TxDtls", "Refs")
                .leaf("EndToEndId", entry.endToEnd())
                .close(1);
        if (entry.reason() != null) {
            xml.open("RtrInf", "Rsn").leaf("Cd", entry.reason()).close(2);
        }
        xml.close(3);
    }
}
