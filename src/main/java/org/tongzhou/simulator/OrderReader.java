package org.tongzhou.simulator;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tongzhou.kernel.SafeXml;
import org.tongzhou.kernel.Sha256;

/** Reads a pain.001 the way a bank would: its own reader, knowing nothing of the sender's code. */
final class OrderReader {
    private static final WstxInputFactory FACTORY = SafeXml.harden(new WstxInputFactory());

    static {
        FACTORY.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    private final Map<String, String> leaves = new HashMap<>();
    private final List<Order.Payment> payments = new ArrayList<>();

    private OrderReader() {}

    /** Throws {@link IllegalArgumentException} when the message is broken or its count or control sum is wrong. */
    static Order read(byte[] body) {
        OrderReader reader = new OrderReader();
        try {
            reader.walk(FACTORY.createXMLStreamReader(new ByteArrayInputStream(body)));
        } catch (XMLStreamException | NullPointerException e) {
            throw new IllegalArgumentException("broken", e);
        }
        return reader.order(body);
    }

    private void walk(XMLStreamReader xml) throws XMLStreamException {
        Deque<String> path = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(xml.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    leaves.put(String.join("/", path.stream().skip(2).toList()), text.toString());
                    text.setLength(0);
                    if (path.removeLast().equals("CdtTrfTxInf")) {
                        payments.add(payment("PmtInf/CdtTrfTxInf/"));
                        leaves.keySet().removeIf(leaf -> leaf.startsWith("PmtInf/CdtTrfTxInf/"));
                    }
                }
                default -> {}
            }
        }
    }

    private Order.Payment payment(String at) {
        return new Order.Payment(
                need(at + "PmtId/EndToEndId"),
                fen(need(at + "Amt/InstdAmt")),
                need(at + "Cdtr/Nm"),
                need(at + "CdtrAcct/Id/Othr/Id"),
                leaves.getOrDefault(at + "CdtrAgt/FinInstnId/Nm", ""));
    }

    private Order order(byte[] body) {
        Order order = new Order(
                need("GrpHdr/MsgId"),
                Sha256.hex(body),
                need("PmtInf/DbtrAcct/Id/Othr/Id"),
                LocalDate.parse(need("PmtInf/ReqdExctnDt/Dt")),
                payments);
        if (Integer.parseInt(need("GrpHdr/NbOfTxs")) != payments.size()
                || fen(need("GrpHdr/CtrlSum")) != order.totalFen()) {
            throw new IllegalArgumentException("count or control sum");
        }
        return order;
    }

    private String need(String path) {
        return Objects.requireNonNull(leaves.get(path), path);
    }

    private static long fen(String yuan) {
        return new BigDecimal(yuan).movePointRight(2).longValueExact();
    }
}
