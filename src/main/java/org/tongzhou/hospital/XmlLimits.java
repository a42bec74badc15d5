package org.tongzhou.hospital;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.SafeXml;

/** What XML is read at all: UTF-8, no DTD and no entities of its own, bounded depth, content and lengths, cheap numbers. */
final class XmlLimits {
    /** Elements; a narrative of tables in lists lies deeper than its JSON, where it is one text. */
    private static final int MOST_DEPTH = 60;

    /** An identifier may be digits and points alone, 64 of them at most. */
    private static final int LONGEST_DIGITS = 64;

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");

    private XmlLimits() {}

    static void check(byte[] body) {
        try {
            XMLStreamReader events = factory().createXMLStreamReader(new ByteArrayInputStream(body));
            requireUtf8(events.getCharacterEncodingScheme());
            requireUtf8(events.getEncoding());
            int depth = 0;
            int tokens = 0;
            while (events.hasNext()) {
                int event = events.next();
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
                depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
                if (depth > MOST_DEPTH || ++tokens > FhirForm.MOST_TOKENS) {
                    throw new FhirFault(IssueType.TOOCOSTLY, 413, "too_deep");
                }
                requirePlain(event, events);
            }
        } catch (XMLStreamException notXml) {
            int line = notXml.getLocation() == null ? 1 : notXml.getLocation().getLineNumber();
            throw new FhirFault(IssueType.STRUCTURE, 400, "not_xml", Math.max(1, line));
        }
    }

    private static void requirePlain(int event, XMLStreamReader events) {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new FhirFault(IssueType.STRUCTURE, 400, "xml_entities");
        }
        for (int i = 0; event == XMLStreamConstants.START_ELEMENT && i < events.getAttributeCount(); i++) {
            String value = events.getAttributeValue(i);
            if (value.length() > LONGEST_DIGITS && NUMBER.matcher(value).matches()) {
                throw new FhirFault(IssueType.TOOCOSTLY, 413, "too_deep");
            }
        }
    }

    private static void requireUtf8(@Nullable String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
            throw new FhirFault(IssueType.STRUCTURE, 400, "encoding");
        }
    }

    static XMLInputFactory factory() {
        WstxInputFactory factory = SafeXml.harden(new WstxInputFactory());
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, FhirForm.LONGEST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, FhirForm.LONGEST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 64);
        return factory;
    }
}
