package org.tongzhou.payment.iso;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.tongzhou.kernel.Money;
import org.xml.sax.SAXException;

/**
 * The gate before the bank: a message must be valid by our schema of the subset, and its count and control sum, read
 * back from the bytes, must be those of the sealed batch.
 */
public final class CreditTransferCheck {
    private static final Schema SCHEMA = schema();

    private CreditTransferCheck() {}

    private static Schema schema() {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        try {
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newSchema(Objects.requireNonNull(
                    CreditTransferCheck.class.getResource("/iso20022/pain.001.001.09-subset.xsd")));
        } catch (SAXException e) {
            throw new IllegalStateException("schema of pain.001", e);
        }
    }

    /** Throws {@link IllegalStateException} naming what is wrong; a batch that fails here is not sent. */
    public static void verify(byte[] message, int payments, Money total) {
        try {
            Validator validator = SCHEMA.newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.validate(new StreamSource(new ByteArrayInputStream(message)));
        } catch (SAXException e) {
            throw new IllegalStateException("pain.001 is not valid: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Tally tally = new Tally();
        IsoReader.read(new ByteArrayInputStream(message), CreditTransferWriter.NAMESPACE, tally);
        if (!tally.agrees(payments, total)) {
            throw new IllegalStateException("pain.001 has " + tally.count + " payments of " + tally.sum + ", the batch "
                    + payments + " of " + total);
        }
    }

    private static final class Tally implements IsoReader.Handler {
        private int count;
        private Money sum = Money.ZERO;
        private Money stated = Money.ZERO;
        private int statedCount;

        @Override
        public void leaf(IsoReader.Leaf leaf) {
            switch (leaf.path()) {
                case "/CstmrCdtTrfInitn/GrpHdr/NbOfTxs" -> statedCount = leaf.count();
                case "/CstmrCdtTrfInitn/GrpHdr/CtrlSum" -> stated = leaf.plainAmount();
                case "/CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt" -> {
                    count++;
                    sum = sum.plus(leaf.amount());
                }
                default -> {}
            }
        }

        boolean agrees(int payments, Money total) {
            return count == payments && statedCount == payments && sum.equals(total) && stated.equals(total);
        }
    }
}
