package org.tongzhou.contribution;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A small piece of a message as a tree: names, texts, currency. Bounded, since what is read comes from outside. */
final class XmlTree {
    /** Elements of one piece; the largest real entries have a few hundred. */
    private static final int MOST = 5_000;

    private static final int MOST_TEXT = 2_000;
    private static final int MOST_DEPTH = 32;

    private final String name;
    private final int line;
    private final @Nullable String currency;
    private final List<XmlTree> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlTree(XMLStreamReader xml) {
        this.name = xml.getLocalName();
        this.line = xml.getLocation().getLineNumber();
        this.currency = xml.getAttributeValue(null, "Ccy");
    }

    /** Without DTD and entities, with limits on depth, text and attributes. */
    static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MOST_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, MOST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MOST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 16);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_COUNT, 1L);
        return factory;
    }

    /** Reads the element that the reader stands on, to its end. */
    static XmlTree read(XMLStreamReader xml) throws XMLStreamException {
        return read(xml, new int[] {MOST});
    }

    private static XmlTree read(XMLStreamReader xml, int[] left) throws XMLStreamException {
        if (--left[0] < 0) {
            throw new XMLStreamException("more than " + MOST + " elements in one entry", xml.getLocation());
        }
        XmlTree tree = new XmlTree(xml);
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                tree.children.add(read(xml, left));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                tree.text.append(xml.getText());
            }
        }
        return tree;
    }

    int line() {
        return line;
    }

    String text() {
        return text.toString().strip();
    }

    Optional<String> currency() {
        return Optional.ofNullable(currency);
    }

    /** All elements at a path such as {@code NtryDtls/TxDtls}. */
    List<XmlTree> all(String path) {
        List<XmlTree> found = List.of(this);
        for (String step : path.split("/", -1)) {
            List<XmlTree> next = new ArrayList<>();
            for (XmlTree tree : found) {
                tree.children.stream().filter(child -> child.name.equals(step)).forEach(next::add);
            }
            found = next;
        }
        return found;
    }

    Optional<XmlTree> first(String path) {
        return all(path).stream().findFirst();
    }

    /** The text of the first of several paths that has one, or empty. */
    String textOf(String... paths) {
        for (String path : paths) {
            for (XmlTree tree : all(path)) {
                if (!tree.text().isEmpty()) {
                    return tree.text();
                }
            }
        }
        return "";
    }
}
