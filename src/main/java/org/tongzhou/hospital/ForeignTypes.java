package org.tongzhou.hospital;

import com.ctc.wstx.stax.WstxEventFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;
import org.hl7.fhir.r4.model.Basic;
import org.hl7.fhir.r4.model.Resource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resources of types that R4 does not have, of later editions or of the sender's own. The library refuses a whole message
 * for one; here a {@link Basic} that keeps the type's name comes in the place of each, and the rest is read.
 */
final class ForeignTypes {
    private static final String SYSTEM = "urn:tongzhou:foreign-type";
    private static final Set<String> HOLDERS = Set.of("resource", "contained", "outcome");
    private static final String TYPE = "resourceType";

    private ForeignTypes() {}

    /** The name of the type in whose place a resource stands. */
    static Optional<String> standsFor(Resource resource) {
        return Optional.of(resource)
                .filter(Basic.class::isInstance)
                .map(basic -> ((Basic) basic).getCode().getCodingFirstRep())
                .filter(coding -> SYSTEM.equals(coding.getSystem()))
                .map(coding -> coding.getCode());
    }

    static Optional<String> outOfJson(String text, Set<String> types) {
        JsonNode root = JsonMapper.shared().readTree(text);
        List<JsonNode> foreign = root.findParents(TYPE).stream()
                .filter(node -> node != root && !types.contains(node.path(TYPE).asString("")))
                .toList();
        for (JsonNode node : foreign) {
            String name = node.path(TYPE).asString("");
            ObjectNode stand = ((ObjectNode) node).removeAll().put(TYPE, "Basic");
            stand.putObject("code")
                    .putArray("coding")
                    .addObject()
                    .put("system", SYSTEM)
                    .put("code", name);
        }
        return foreign.isEmpty() ? Optional.empty() : Optional.of(root.toString());
    }

    static Optional<String> outOfXml(String text, Set<String> types) {
        StringWriter out = new StringWriter();
        try {
            XMLEventReader from = XmlLimits.factory().createXMLEventReader(new StringReader(text));
            boolean found = new Copy(from, new WstxOutputFactory().createXMLEventWriter(out), types).run();
            return found ? Optional.of(out.toString()) : Optional.empty();
        } catch (XMLStreamException notXml) {
            return Optional.empty();
        }
    }

    /** Writes what is read, and a stand-in where a foreign resource begins. */
    private static final class Copy {
        private static final XMLEventFactory MADE = new WstxEventFactory();

        private final XMLEventReader from;
        private final XMLEventWriter to;
        private final Set<String> types;
        private final Deque<String> open = new ArrayDeque<>();
        private boolean found;

        Copy(XMLEventReader from, XMLEventWriter to, Set<String> types) {
            this.from = from;
            this.to = to;
            this.types = types;
        }

        boolean run() throws XMLStreamException {
            while (from.hasNext()) {
                XMLEvent event = from.nextEvent();
                if (event.isStartElement() && isForeign(event.asStartElement())) {
                    found = true;
                    standIn(event.asStartElement());
                    skip();
                } else {
                    follow(event);
                    to.add(event);
                }
            }
            to.close();
            return found;
        }

        private boolean isForeign(StartElement element) {
            return !open.isEmpty()
                    && HOLDERS.contains(open.peek())
                    && !types.contains(element.getName().getLocalPart());
        }

        private void follow(XMLEvent event) {
            if (event.isStartElement()) {
                open.push(event.asStartElement().getName().getLocalPart());
            } else if (event.isEndElement()) {
                open.pop();
            }
        }

        private void standIn(StartElement element) throws XMLStreamException {
            for (String name : List.of("Basic", "code", "coding")) {
                begin(element, name);
            }
            leaf(element, "system", SYSTEM);
            leaf(element, "code", element.getName().getLocalPart());
            for (String name : List.of("coding", "code", "Basic")) {
                end(element, name);
            }
        }

        private void leaf(StartElement like, String name, String value) throws XMLStreamException {
            begin(like, name);
            to.add(MADE.createAttribute("value", value));
            end(like, name);
        }

        private void begin(StartElement like, String name) throws XMLStreamException {
            to.add(MADE.createStartElement(
                    like.getName().getPrefix(), like.getName().getNamespaceURI(), name));
        }

        private void end(StartElement like, String name) throws XMLStreamException {
            to.add(MADE.createEndElement(
                    like.getName().getPrefix(), like.getName().getNamespaceURI(), name));
        }

        /** To the end of the element that has begun. */
        private void skip() throws XMLStreamException {
            for (int depth = 1; depth > 0; ) {
                XMLEvent event = from.nextEvent();
                depth += event.isStartElement() ? 1 : event.isEndElement() ? -1 : 0;
            }
        }
    }
}
