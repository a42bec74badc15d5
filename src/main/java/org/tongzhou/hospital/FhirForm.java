package org.tongzhou.hospital;

import java.util.Locale;
import java.util.Optional;

/** How a FHIR message is written down, and the limits that are checked on its bytes before the library builds a tree. */
public enum FhirForm {
    JSON {
        @Override
        void check(byte[] body) {
            JsonLimits.check(body);
        }
    },
    XML {
        @Override
        void check(byte[] body) {
            XmlLimits.check(body);
        }
    };

    static final int LONGEST_TEXT = 1 << 20;
    static final int MOST_TOKENS = 500_000;

    /** Refuses what is not well-formed, nested too deep, or has too much content. */
    abstract void check(byte[] body);

    public String contentType() {
        return "application/fhir+" + name().toLowerCase(Locale.ROOT) + ";charset=UTF-8";
    }

    /** By the content type, whatever its parameters; an absent one is taken as JSON. */
    public static Optional<FhirForm> of(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.isEmpty() || type.contains("json")) {
            return Optional.of(JSON);
        }
        return type.contains("xml") ? Optional.of(XML) : Optional.empty();
    }
}
