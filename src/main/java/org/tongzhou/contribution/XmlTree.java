package org.tongzhou.contribution;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.SafeXml;

/** A small piece of a message as a tree: names, texts, currency. Bounded, since what is read comes from outside. */
final class XmlTree {
    /** Elements of one piece: 15,000 transactions under one booking, of twenty each; more than a file has bytes for. */
    private static final int MOST = 300_000;

    private static final int MOST_TEXT = 2_000;
    private static final int MOST_DEPTH = 32;

    private final String name;
    private final int line;
    private final @Nullable String currency;
    private List<XmlTree> children = List.of();
    private @Nullable StringBuilder text;

    private XmlTree(XMLStreamReader xml) {
        this.name = xml.getLocalName();
        this.line = xml.getLocation().getLineNumber();
        this.currency = xml.getAttributeValue(null, "Ccy");
    }

    private XmlTree(XmlTree whole, String left) {
        this.name = whole.name;
        this.line = whole.line;
        this.currency = whole.currency;
        this.text = whole.text;
        this.children = whole.children.stream()
                .filter(child -> !child.name.equals(left))
                .toList();
    }

    /** Without DTD and entities, with limits on depth, text and attributes. */
    static WstxInputFactory factory() {
        WstxInputFactory factory = SafeXml.harden(new WstxInputFactory());
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MOST_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, MOST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MOST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 16);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_COUNT, 1L);
        return factory;
    }

    /** A piece has more elements than any real one. */
    static final class TooLarge extends XMLStreamException {
        private static final long serialVersionUID = 1L;

        TooLarge(Location at) {
            super("more than " + MOST + " elements in one entry", at);
        }
    }

    /** Reads the element that the reader stands on, to its end. */
    static XmlTree read(XMLStreamReader xml) throws XMLStreamException {
        return read(xml, new int[] {MOST});
    }

    private static XmlTree read(XMLStreamReader xml, int[] left) throws XMLStreamException {
        if (--left[0] < 0) {
            throw new TooLarge(xml.getLocation());
        }
        XmlTree tree = new XmlTree(xml);
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                tree.add(read(xml, left));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                tree.add(xml.getText());
            }
        }
        return tree;
    }

    /** Most elements hold text alone: what they do not have takes no room. */
    private void add(XmlTree child) {
        if (children.isEmpty()) {
            children = new ArrayList<>(4);
        }
        children.add(child);
    }

    private void add(String more) {
        if (text == null && more.isBlank()) {
            return;
        }
        text = text == null ? new StringBuilder(more) : text.append(more);
    }

    int line() {
        return line;
    }

    String text() {
        return text == null ? "" : text.toString().strip();
    }

    Optional<String> currency() {
        return Optional.ofNullable(currency);
    }

    /** Without the children of a name, which may be thousands. */
    XmlTree without(String children) {
        return new XmlTree(this, children);
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
