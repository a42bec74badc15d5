package org.tongzhou.hospital;

import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** What JSON is read at all: depth, tokens, lengths, one name once, numbers that are cheap to build. */
final class JsonLimits {
    private static final int MOST_DEPTH = 40;
    private static final int LONGEST_NUMBER = 40;

    /** An exponent of two digits at most: the library builds the number that is written. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?([eE][+-]?\\d{1,2})?");

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxTokenCount(FhirForm.MOST_TOKENS)
                    .maxStringLength(FhirForm.LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonLimits() {}

    static void check(byte[] body) {
        try (JsonParser tokens = JSON.createParser(ObjectReadContext.empty(), body)) {
            for (JsonToken token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_FLOAT
                        && !NUMBER.matcher(tokens.getString()).matches()) {
                    throw new FhirFault(IssueType.VALUE, 400, "number");
                }
            }
        } catch (StreamConstraintsException beyond) {
            throw new FhirFault(IssueType.TOOCOSTLY, 413, "too_deep");
        } catch (JacksonException notJson) {
            throw new FhirFault(
                    IssueType.STRUCTURE,
                    400,
                    "not_json",
                    notJson.getLocation() == null ? 1 : notJson.getLocation().getLineNr());
        }
    }
}
