package org.tongzhou.payment.iso;

import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.iso.CreditTransfer.Party;
import org.tongzhou.payment.iso.CreditTransfer.Payment;

/**
 * Writes pain.001 straight to a stream, UTF-8, no character references. The same transfer gives the same bytes, so
 * that a message which must be sent again is the same message. Why our own: docs/decisions, "ISO 20022 by streaming".
 */
public final class CreditTransferWriter {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final WstxOutputFactory FACTORY = factory();

    private final XMLStreamWriter xml;
    private final String namespace;

    private CreditTransferWriter(XMLStreamWriter xml, PainVersion version) {
        this.xml = xml;
        this.namespace = version.namespace();
    }

    private static WstxOutputFactory factory() {
        WstxOutputFactory factory = new WstxOutputFactory();
        factory.setProperty(WstxOutputProperties.P_OUTPUT_VALIDATE_CONTENT, true);
        factory.setProperty(WstxOutputProperties.P_USE_DOUBLE_QUOTES_IN_XML_DECL, true);
        return factory;
    }

    /** The whole message; a text that XML cannot carry is an {@link IllegalArgumentException}. */
    public static byte[] write(CreditTransfer transfer) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(1024 + 700 * transfer.payments().size());
        write(transfer, bytes);
        return bytes.toByteArray();
    }

    /** Writes the message without closing {@code out}. */
    public static void write(CreditTransfer transfer, OutputStream out) {
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(out, "UTF-8");
            new CreditTransferWriter(xml, transfer.version()).document(transfer);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("cannot be written as XML: " + transfer.msgId(), e);
        }
    }

    private void document(CreditTransfer transfer) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.setDefaultNamespace(namespace);
        xml.writeStartElement(namespace, "Document");
        xml.writeDefaultNamespace(namespace);
        open("CstmrCdtTrfInitn");
        header(transfer);
        open("PmtInf");
        terms(transfer);
        for (Payment payment : transfer.payments()) {
            payment(payment);
        }
        xml.writeEndDocument();
    }

    private void header(CreditTransfer transfer) throws XMLStreamException {
        open("GrpHdr");
        leaf("MsgId", transfer.msgId());
        leaf("CreDtTm", SECONDS.format(transfer.createdAt().atZone(FundClock.ZONE)));
        totals(transfer);
        open("InitgPty");
        leaf("Nm", transfer.debtor().name());
        close();
        close();
    }

    private void terms(CreditTransfer transfer) throws XMLStreamException {
        leaf("PmtInfId", transfer.msgId());
        leaf("PmtMtd", "TRF");
        leaf("BtchBookg", "false");
        totals(transfer);
        open("ReqdExctnDt");
        leaf("Dt", transfer.executionDay().toString());
        close();
        open("Dbtr");
        leaf("Nm", transfer.debtor().name());
        close();
        account("DbtrAcct", transfer.debtor());
        bank("DbtrAgt", transfer.debtor());
    }

    private void totals(CreditTransfer transfer) throws XMLStreamException {
        leaf("NbOfTxs", Integer.toString(transfer.payments().size()));
        leaf("CtrlSum", transfer.total().plainYuan());
    }

    private void payment(Payment payment) throws XMLStreamException {
        open("CdtTrfTxInf");
        open("PmtId");
        leaf("EndToEndId", payment.endToEnd());
        close();
        amount(payment.amount());
        bank("CdtrAgt", payment.creditor());
        open("Cdtr");
        leaf("Nm", payment.creditor().name());
        close();
        account("CdtrAcct", payment.creditor());
        open("RmtInf");
        leaf("Ustrd", payment.remittance());
        close();
        close();
    }

    private void amount(Money amount) throws XMLStreamException {
        open("Amt");
        open("InstdAmt");
        xml.writeAttribute("Ccy", "CNY");
        xml.writeCharacters(amount.plainYuan());
        close();
        close();
    }

    private void account(String element, Party party) throws XMLStreamException {
        open(element);
        open("Id");
        open("Othr");
        leaf("Id", party.account());
        close();
        close();
        close();
    }

    private void bank(String element, Party party) throws XMLStreamException {
        String name = party.bankName();
        if (name == null) {
            return;
        }
        open(element);
        open("FinInstnId");
        leaf("Nm", name);
        close();
        close();
    }

    private void leaf(String element, String text) throws XMLStreamException {
        open(element);
        xml.writeCharacters(text);
        close();
    }

    private void open(String element) throws XMLStreamException {
        xml.writeStartElement(namespace, element);
    }

    private void close() throws XMLStreamException {
        xml.writeEndElement();
    }
}
