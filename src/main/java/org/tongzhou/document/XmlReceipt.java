package org.tongzhou.document;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tongzhou.document.ReceiptReading.Field;
import org.tongzhou.document.ReceiptReading.Item;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.SafeXml;

/** Reads the structured e-receipt (EInvoice XML). No DTD, no entities, bounded text, depth and items. */
final class XmlReceipt {
    private static final int MOST_ITEMS = 500;
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("EInvoiceCode", "code"),
            Map.entry("EInvoiceNumber", "no"),
            Map.entry("RandomNumber", "chk"),
            Map.entry("TotalAmount", "total"),
            Map.entry("IssueDate", "date"),
            Map.entry("InvoicingPartyName", "hospital"),
            Map.entry("PayerPartyName", "payer"),
            Map.entry("FundPayAmount", "pool"),
            Map.entry("OtherPayAmount", "other"),
            Map.entry("AccountPayAmount", "account"),
            Map.entry("OwnPayAmount", "cash"),
            Map.entry("SelfpaymentAmount", "selfScope"),
            Map.entry("SelfpaymentCost", "selfOut"),
            Map.entry("HospitalNo", "inNo"),
            Map.entry("InHospitalDate", "from"),
            Map.entry("OutHospitalDate", "to"),
            Map.entry("Diagnosis", "diag"),
            Map.entry("Sex", "sex"),
            Map.entry("Department", "dept"));

    private final Map<String, Field> fields = new TreeMap<>();
    private final List<Item> items = new ArrayList<>();
    private final Set<String> twice = new TreeSet<>();
    private String itemName = "";

    private XmlReceipt() {}

    static ReceiptReading read(byte[] bytes) throws UnreadablePaper {
        try {
            XmlReceipt receipt = new XmlReceipt();
            receipt.readAll(factory().createXMLStreamReader(new ByteArrayInputStream(bytes)));
            if (receipt.fields.isEmpty()) {
                throw new UnreadablePaper("paper_not_a_receipt");
            }
            return new ReceiptLines.Draft(receipt.fields, receipt.items, "", receipt.twice).judged();
        } catch (XMLStreamException malformed) {
            throw new UnreadablePaper("paper_xml_broken");
        }
    }

    private static XMLInputFactory factory() {
        WstxInputFactory factory = SafeXml.harden(new WstxInputFactory());
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 16);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, 10_000);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 32);
        return factory;
    }

    private void readAll(XMLStreamReader xml) throws XMLStreamException, UnreadablePaper {
        String element = "";
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new UnreadablePaper("paper_xml_broken");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                element = xml.getLocalName();
            } else if (event == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace()) {
                take(element, xml.getText().strip());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                element = "";
            }
        }
    }

    private void take(String element, String text) throws UnreadablePaper {
        if (element.equals("ItemName")) {
            itemName = text;
        } else if (element.equals("ItemAmount")) {
            if (items.size() == MOST_ITEMS) {
                throw new UnreadablePaper("paper_too_large");
            }
            boolean amount = Money.isYuan(text);
            items.add(new Item(itemName, amount ? Money.parseYuan(text).fen() : 0, 1.0, !amount, null));
        } else if (NAMES.containsKey(element)) {
            put(NAMES.get(element), canonical(NAMES.get(element), text));
        }
    }

    private void put(String name, String value) {
        Field before = value.isEmpty() ? null : fields.putIfAbsent(name, new Field(value, 1.0, false, null));
        if (before != null && !before.value().equals(value)) {
            twice.add(name);
        }
    }

    /** The value in the form that a reading holds; empty for an amount that is none. */
    private static String canonical(String name, String text) {
        return switch (name) {
            case "total", "pool", "other", "account", "cash", "selfScope", "selfOut" ->
                Money.isYuan(text) ? Long.toString(Money.parseYuan(text).fen()) : "";
            case "date" ->
                text.matches("\\d{8}")
                        ? text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6)
                        : text;
            default -> text;
        };
    }
}
