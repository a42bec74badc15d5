package org.tongzhou.contribution;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.StatedAccount;

/**
 * Reads ISO 20022 camt.053 (statement) and camt.054 (notification) of any version: booked entries only, in CNY. A serial
 * is the bank's own reference, so that the notification and the later statement of the same credit are one ({@link CamtName}).
 */
final class CamtFile {
    private static final WstxInputFactory FACTORY = XmlTree.factory();
    private static final Set<String> TRUE = Set.of("true", "1");
    private static final int PAYER = 140;
    private static final int REMARK = 300;

    private final StatementFile.Expected expected;
    private final List<BankLine> lines = new ArrayList<>();
    private final List<LineFault> faults = new ArrayList<>();
    private StatementFile.Format format = StatementFile.Format.CAMT_054;
    private CamtSection section = new CamtSection();

    private CamtFile(StatementFile.Expected expected) {
        this.expected = expected;
    }

    static StatementFile.Reading read(byte[] bytes, StatementFile.Expected expected) {
        CamtFile file = new CamtFile(expected);
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                file.walk(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException broken) {
            int line = broken.getLocation() == null
                    ? 0
                    : Math.max(0, broken.getLocation().getLineNumber());
            file.faults.add(LineFault.of(line, broken instanceof XmlTree.TooLarge ? "xml_entry_large" : "xml_form"));
        }
        return new StatementFile.Reading(file.format, file.lines, file.faults);
    }

    private void walk(XMLStreamReader xml) throws XMLStreamException {
        boolean known = false;
        while (xml.hasNext() && faults.size() < StatementFile.MAX_FAULTS) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                faults.add(LineFault.of(xml.getLocation().getLineNumber(), "xml_doctype"));
                return;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "Document" -> known = isKnown(xml);
                case "Stmt", "Ntfctn" -> next();
                case "Acct" -> account(XmlTree.read(xml));
                case "Bal" -> section.balance(XmlTree.read(xml));
                case "TxsSummry" -> section.summary(XmlTree.read(xml));
                case "Ntry" -> entry(XmlTree.read(xml));
                default -> {}
            }
            if (!known) {
                faults.add(LineFault.of(1, "xml_kind"));
                return;
            }
        }
        next();
    }

    /** One statement of the message is over: what it states of itself must be what it holds. */
    private void next() {
        if (faults.isEmpty()) {
            faults.addAll(section.differences());
        }
        section = new CamtSection();
    }

    private void account(XmlTree stated) {
        String number = stated.textOf("Id/Othr/Id", "Id/IBAN");
        if (!StatedAccount.isSame(number, expected.account())) {
            faults.add(LineFault.of(stated.line(), "account_other", LineChecks.words(number, 40), expected.account()));
        }
    }

    private boolean isKnown(XMLStreamReader xml) {
        String kind = String.valueOf(xml.getNamespaceURI());
        format = kind.contains(":camt.053.") ? StatementFile.Format.CAMT_053 : StatementFile.Format.CAMT_054;
        return kind.contains(":camt.053.") || kind.contains(":camt.054.");
    }

    private void entry(XmlTree entry) {
        LineChecks checks = new LineChecks(entry.line(), expected.today());
        Optional<Money> amount = amount(entry, checks);
        String status = entry.textOf("Sts/Cd", "Sts");
        boolean booked = status.isEmpty() || status.equals("BOOK");
        amount.ifPresent(money -> section.entry(money, entry.textOf("CdtDbtInd").equals("DBIT"), booked));
        if (!booked) {
            return;
        }
        List<XmlTree> details = entry.all("NtryDtls/TxDtls");
        if (details.size() <= 1) {
            add(entry, details.isEmpty() ? entry : details.get(0), amount, CamtName.of(entry), checks);
        } else {
            amount.ifPresent(whole -> batch(entry, details, whole, checks));
        }
        faults.addAll(checks.faults());
    }

    /** Several transactions under one booking: each a line of its own; together they are the booking. */
    private void batch(XmlTree entry, List<XmlTree> details, Money whole, LineChecks checks) {
        Money parts = Money.ZERO;
        XmlTree booking = entry.without("NtryDtls");
        List<CamtName> names = CamtName.ofParts(entry, details);
        for (int i = 0; i < details.size(); i++) {
            XmlTree detail = details.get(i);
            Optional<Money> part = amount(detail, checks);
            parts = parts.plus(part.orElse(Money.ZERO));
            add(booking, detail, part, names.get(i), checks);
        }
        if (!parts.equals(whole)) {
            checks.fault("parts_differ", whole, parts);
        }
    }

    private void add(XmlTree entry, XmlTree detail, Optional<Money> amount, CamtName name, LineChecks checks) {
        Optional<LocalDate> day = checks.day(entry.textOf("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"));
        Optional<String> serial = checks.serial(day.map(name::on).orElse(name.text()));
        Optional<BankLine.Direction> direction = direction(entry, detail, checks);
        if (lines.size() >= StatementFile.MAX_LINES) {
            checks.fault("too_many_lines", StatementFile.MAX_LINES);
        }
        if (checks.faults().isEmpty()) {
            String original = detail.textOf("Refs/ClrSysRef");
            lines.add(new BankLine(
                    detail.line(),
                    serial.orElseThrow(),
                    day.orElseThrow(),
                    amount.orElseThrow(),
                    direction.orElseThrow(),
                    LineChecks.words(detail.textOf("RltdPties/Dbtr/Pty/Nm", "RltdPties/Dbtr/Nm"), PAYER),
                    LineChecks.account(detail.textOf("RltdPties/DbtrAcct/Id/Othr/Id", "RltdPties/DbtrAcct/Id/IBAN")),
                    LineChecks.words(remark(entry, detail), REMARK),
                    original.isEmpty() ? null : original,
                    entry.textOf("CdtDbtInd").equals("CRDT"),
                    name.others(day.orElseThrow())));
        }
    }

    private static String remark(XmlTree entry, XmlTree detail) {
        String words = detail.all("RmtInf/Ustrd").stream().map(XmlTree::text).collect(Collectors.joining(" "));
        return LineChecks.remark(List.of(
                words,
                detail.textOf("RmtInf/Strd/CdtrRefInf/Ref"),
                detail.textOf("Refs/EndToEndId"),
                entry.textOf("AddtlNtryInf")));
    }

    private static Optional<Money> amount(XmlTree tree, LineChecks checks) {
        Optional<XmlTree> amount = tree.first("Amt").or(() -> tree.first("AmtDtls/TxAmt/Amt"));
        String currency = amount.flatMap(XmlTree::currency).orElse("CNY");
        if (!currency.equals("CNY")) {
            checks.fault("currency", currency);
            return Optional.empty();
        }
        Optional<Money> money = checks.amount(amount.map(XmlTree::text).orElse(""));
        if (money.filter(Money::isNegative).isPresent()) {
            checks.fault("amount_form", money.get().plainYuan());
            return Optional.empty();
        }
        return money;
    }

    private static Optional<BankLine.Direction> direction(XmlTree entry, XmlTree detail, LineChecks checks) {
        boolean reversal =
                TRUE.contains(entry.textOf("RvslInd")) || detail.first("RtrInf").isPresent();
        return switch (entry.textOf("CdtDbtInd")) {
            case "CRDT" -> Optional.of(reversal ? BankLine.Direction.OTHER : BankLine.Direction.IN);
            case "DBIT" -> Optional.of(reversal ? BankLine.Direction.RETURN : BankLine.Direction.OTHER);
            default -> {
                checks.fault("direction", LineChecks.words(entry.textOf("CdtDbtInd"), 10));
                yield Optional.empty();
            }
        };
    }
}
