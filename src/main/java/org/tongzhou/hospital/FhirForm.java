package org.tongzhou.hospital;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a FHIR message is written down, and the limits that are checked on its bytes before the library builds a tree. */
public enum FhirForm {
    JSON {
        @Override
        void check(byte[] body) {
            JsonLimits.check(body);
        }

        @Override
        Optional<String> withoutForeign(String text, Set<String> types) {
            return ForeignTypes.outOfJson(text, types);
        }
    },
    XML {
        @Override
        void check(byte[] body) {
            XmlLimits.check(body);
        }

        @Override
        Optional<String> withoutForeign(String text, Set<String> types) {
            return ForeignTypes.outOfXml(text, types);
        }
    };

    static final int LONGEST_TEXT = 1 << 20;
    static final int MOST_TOKENS = 500_000;

    /** Refuses what is not well-formed, nested too deep, or has too much content. */
    abstract void check(byte[] body);

    /** The text with {@link ForeignTypes} taken out of it; empty when it has none. */
    abstract Optional<String> withoutForeign(String text, Set<String> types);

    public String contentType() {
        return "application/fhir+" + name().toLowerCase(Locale.ROOT) + ";charset=UTF-8";
    }

    /** The form to answer in: the only one that the caller accepts, else the one that was sent, else JSON. */
    public static FhirForm asked(String accepted, String contentType) {
        String types = accepted.toLowerCase(Locale.ROOT);
        boolean xml = types.contains("xml");
        if (xml != types.contains("json")) {
            return xml ? XML : JSON;
        }
        return of(contentType).orElse(JSON);
    }

    /** By the content type, whatever its parameters; an absent one is taken as JSON. */
    static Optional<FhirForm> of(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.isEmpty() || type.contains("json")) {
            return Optional.of(JSON);
        }
        return type.contains("xml") ? Optional.of(XML) : Optional.empty();
    }
}
