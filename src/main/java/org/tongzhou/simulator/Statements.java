package org.tongzhou.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Daily statements, camt.053.001.08: opening balance, lines, closing balance. */
final class Statements {
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
    private static final long FIRST_OPENING_FEN = 10_000_000_000L;

    private Statements() {}

    static Map<LocalDate, byte[]> before(List<Entry> entries, LocalDate day) {
        Map<LocalDate, List<Entry>> byDay = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry.day().isBefore(day)) {
                byDay.computeIfAbsent(entry.day(), each -> new ArrayList<>()).add(entry);
            }
        }
        Map<LocalDate, byte[]> statements = new TreeMap<>();
        long balance = FIRST_OPENING_FEN;
        for (Map.Entry<LocalDate, List<Entry>> each : byDay.entrySet()) {
            long closing = balance
                    + each.getValue().stream().mapToLong(Statements::moved).sum();
            statements.put(each.getKey(), statement(each.getKey(), balance, closing, each.getValue()));
            balance = closing;
        }
        return statements;
    }

    private static long moved(Entry entry) {
        return entry.kind() == Entry.Kind.CREDITED ? -entry.fen() : entry.fen();
    }

    private static byte[] statement(LocalDate day, long opening, long closing, List<Entry> entries) {
        Xml xml = new Xml(NAMESPACE);
        xml.open("BkToCstmrStmt", "GrpHdr")
                .leaf("MsgId", "T-" + day)
                .leaf("CreDtTm", day + "T23:59:59")
                .close(1);
        xml.open("Stmt").leaf("Id", "T-" + day);
        balance(xml, "OPBD", opening, day);
        balance(xml, "CLBD", closing, day);
        entries.forEach(entry -> Messages.entry(xml, entry));
        return xml.done();
    }

    private static void balance(Xml xml, String code, long fen, LocalDate day) {
        xml.open("Bal", "Tp", "CdOrPrtry").leaf("Cd", code).close(2);
        xml.amount("Amt", Math.abs(fen)).leaf("CdtDbtInd", fen < 0 ? "DBIT" : "CRDT");
        xml.open("Dt").leaf("Dt", day.toString()).close(2);
    }
}
