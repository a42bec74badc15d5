package org.tongzhou.payment.iso;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private static final Map<PainVersion, Schema> SCHEMAS = schemas();

    private CreditTransferCheck() {}

    private static Map<PainVersion, Schema> schemas() {
        Map<PainVersion, Schema> schemas = new EnumMap<>(PainVersion.class);
        try {
            String first = text("/iso20022/pain.001-subset.xsd");
            for (PainVersion version : PainVersion.values()) {
                schemas.put(version, schema(first.replace(PainVersion.V09.code(), version.code())));
            }
            return schemas;
        } catch (IOException | SAXException e) {
            throw new IllegalStateException("schema of pain.001", e);
        }
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(CreditTransferCheck.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Schema schema(String text) throws SAXException {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        return factory.newSchema(new StreamSource(new StringReader(text)));
    }

    /** Throws {@link IllegalStateException} naming what is wrong; a batch that fails here is not sent. */
    public static void verify(PainVersion version, byte[] message, int payments, Money total) {
        try {
            Validator validator = Objects.requireNonNull(SCHEMAS.get(version)).newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.validate(new StreamSource(new ByteArrayInputStream(message)));
        } catch (SAXException e) {
            throw new IllegalStateException("pain.001 is not valid: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Tally tally = new Tally();
        IsoReader.read(new ByteArrayInputStream(message), Set.of(version.code()), tally);
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
