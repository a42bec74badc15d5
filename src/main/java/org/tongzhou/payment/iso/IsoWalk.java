package org.tongzhou.payment.iso;

import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.iso.IsoReader.Handler;
import org.tongzhou.payment.iso.IsoReader.Leaf;

/** One message from its first element to its last: tells a handler where it is and what stands there. */
final class IsoWalk {
    private final XMLStreamReader xml;
    private final Set<String> names;
    private final Handler handler;
    private final StringBuilder path = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private @Nullable String namespace;
    private @Nullable String currency;
    private boolean leaf;

    /** Takes one of the messages named. */
    IsoWalk(XMLStreamReader xml, Set<String> names, Handler handler) {
        this.xml = xml;
        this.names = names;
        this.handler = handler;
    }

    void toTheEnd() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw Refusal.invalid("payment_answer_doctype", line());
                case XMLStreamConstants.START_ELEMENT -> opened();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append();
                case XMLStreamConstants.END_ELEMENT -> closed();
                default -> {}
            }
        }
    }

    private void opened() {
        if (namespace == null) {
            namespace = ofTheMessage();
        }
        if (!namespace.equals(xml.getNamespaceURI())) {
            throw Refusal.invalid("payment_answer_kind", line(), kind(namespace));
        }
        if (path.length() > 0 || !xml.getLocalName().equals("Document")) {
            path.append('/').append(xml.getLocalName());
        }
        currency = xml.getAttributeValue(null, "Ccy");
        text.setLength(0);
        leaf = true;
        handler.open(path.toString());
    }

    /** The namespace of all of it, by its first element. */
    private String ofTheMessage() {
        String first = String.valueOf(xml.getNamespaceURI());
        if (!first.startsWith(IsoReader.NAMESPACES) || !names.contains(kind(first))) {
            throw Refusal.invalid(
                    "payment_answer_kind", line(), names.iterator().next());
        }
        return first;
    }

    private void append() {
        if (text.length() + xml.getTextLength() > 4 * IsoReader.MAX_TEXT) {
            throw Refusal.invalid("payment_answer_text", line(), IsoReader.MAX_TEXT);
        }
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    }

    private void closed() {
        String at = path.toString();
        if (leaf) {
            handler.leaf(new Leaf(at, text.toString().strip(), currency, line()));
        }
        handler.close(at, line());
        leaf = false;
        text.setLength(0);
        path.setLength(Math.max(0, path.lastIndexOf("/")));
    }

    private int line() {
        return xml.getLocation().getLineNumber();
    }

    private static String kind(String namespace) {
        return namespace.substring(namespace.lastIndexOf(':') + 1);
    }
}
