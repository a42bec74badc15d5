package org.tongzhou.payment.iso;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.SafeXml;

/**
 * Walks a message from outside as a stream of leaves, each with its path below {@code Document}. Limits: 64 MB, depth 24,
 * 500 characters a text, 100,000 entries (the readers count), no DOCTYPE, no entities. Refuses with
 * {@code payment_answer_…} codes whose first detail is the line.
 */
final class IsoReader {
    /** About four times the largest message that one batch of 100,000 payments can be answered by. */
    static final int MAX_BYTES = 64 << 20;

    /** What the name of a message follows in its namespace. */
    static final String NAMESPACES = "urn:iso:std:iso:20022:tech:xsd:";

    static final int MAX_ENTRIES = 100_000;
    static final int MAX_TEXT = 500;
    private static final int MAX_DEPTH = 24;
    private static final WstxInputFactory FACTORY = factory();
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,13}(\\.\\d{1,2})?");
    private static final Pattern COUNT = Pattern.compile("\\d{1,6}");
    private static final Pattern SEQUENCE = Pattern.compile("\\d{1,18}");
    private static final Pattern DAY = Pattern.compile("[12]\\d{3}-\\d{2}-\\d{2}");

    private IsoReader() {}

    /** Receives what the message says, in order. */
    interface Handler {
        void leaf(Leaf leaf);

        default void open(String path) {}

        default void close(String path, int line) {}
    }

    /** A text with its place; reads itself strictly as what it should be. */
    record Leaf(String path, String text, @Nullable String currency, int line) {
        Money amount() {
            if (!"CNY".equals(currency)) {
                throw Refusal.invalid("payment_answer_currency", line, String.valueOf(currency));
            }
            return plainAmount();
        }

        Money plainAmount() {
            if (!AMOUNT.matcher(text).matches()) {
                throw Refusal.invalid("payment_answer_amount", line, shortened());
            }
            return Money.parseYuan(text);
        }

        int count() {
            if (!COUNT.matcher(text).matches()) {
                throw Refusal.invalid("payment_answer_count_form", line, shortened());
            }
            return Integer.parseInt(text);
        }

        long sequence() {
            if (!SEQUENCE.matcher(text).matches()) {
                throw Refusal.invalid("payment_answer_count_form", line, shortened());
            }
            return Long.parseLong(text);
        }

        /** The day of a date or a date-time. */
        LocalDate day() {
            String day = Characters.first(10, text);
            try {
                if (DAY.matcher(day).matches()) {
                    return LocalDate.parse(day);
                }
            } catch (DateTimeException noSuchDay) {
                // answered below, like any other text that is no day
            }
            throw Refusal.invalid("payment_answer_day", line, shortened());
        }

        String shortened() {
            return Characters.shortened(40, text);
        }
    }

    private static WstxInputFactory factory() {
        WstxInputFactory factory = SafeXml.harden(new WstxInputFactory());
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, 4 * MAX_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 16);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_COUNT, 1L);
        factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, (long) MAX_BYTES);
        return factory;
    }

    /** The names of a message in the versions that say what we read in the same words, such as {@code camt.054.001.08}. */
    static Set<String> versions(String message, int from, int upTo) {
        return IntStream.rangeClosed(from, upTo)
                .mapToObj(version -> String.format(Locale.ROOT, "%s.001.%02d", message, version))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Takes one of the messages named. Reads to the very end, so that a message cut short is refused before anything of it is used. */
    static void read(InputStream in, Set<String> names, Handler handler) {
        Limited limited = new Limited(in);
        int line = 1;
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(limited);
            try {
                new IsoWalk(xml, names, handler).toTheEnd();
            } catch (XMLStreamException e) {
                line = xml.getLocation().getLineNumber();
                throw e;
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw limited.exhausted
                    ? Refusal.invalid("payment_answer_too_big", line, MAX_BYTES >> 20)
                    : Refusal.invalid("payment_answer_broken", line);
        }
    }

    /** The element is required where {@code value} is used. */
    static <T> T need(@Nullable T value, String element, int line) {
        if (value == null) {
            throw Refusal.invalid("payment_answer_missing", line, element);
        }
        return value;
    }

    /** Stops after {@link #MAX_BYTES}, so that a gigabyte is not read to say that it is too much. */
    private static final class Limited extends InputStream {
        private final InputStream in;
        private int left = MAX_BYTES;
        private boolean exhausted;

        Limited(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                exhausted = true;
                throw new IOException("longer than the limit");
            }
            int got = in.read(buffer, offset, Math.min(length, left));
            left -= Math.max(got, 0);
            return got;
        }
    }
}
