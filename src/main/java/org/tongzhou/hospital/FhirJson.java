package org.tongzhou.hospital;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads and writes FHIR R4 as JSON. Limits are checked on the bytes before the library builds a tree; nothing that a
 * message refers to is fetched. Elements and values that the library does not know are left out, as the standard asks.
 */
@Component
class FhirJson {
    /** A whole life of a synthetic patient has some 3 MB; a discharge has 20 KB. */
    static final int MOST_BYTES = 4 << 20;

    static final int MOST_ENTRIES = 2_000;
    private static final int MOST_DEPTH = 40;
    private static final int MOST_TOKENS = 500_000;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NUMBER = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 2;
    private static final int WAITING = 8;

    /** An exponent of two digits at most: the library builds the number that is written. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?([eE][+-]?\\d{1,2})?");

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxTokenCount(MOST_TOKENS)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final ThreadPoolExecutor threads;
    private final Duration patience;

    @Autowired
    FhirJson() {
        this(threads(), PATIENCE);
    }

    FhirJson(ThreadPoolExecutor threads, Duration patience) {
        this.threads = threads;
        this.patience = patience;
    }

    /** The library's model takes a second to build and is built when the first message comes. */
    private static final class Model {
        static final FhirContext R4 = FhirContext.forR4Cached();
    }

    static ThreadPoolExecutor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "fhir");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Refuses what is too large, too deep, no JSON, no Bundle of R4, or takes too long. */
    Bundle bundle(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw new FhirFault(IssueType.TOOLONG, 413, "too_large", MOST_BYTES >> 20);
        }
        try {
            Future<Bundle> reading = threads.submit((Callable<Bundle>) () -> read(body));
            return await(reading);
        } catch (RejectedExecutionException busy) {
            throw new FhirFault(IssueType.THROTTLED, 503, "busy");
        }
    }

    private Bundle await(Future<Bundle> reading) {
        try {
            return reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            reading.cancel(true);
            throw new FhirFault(IssueType.TIMEOUT, 503, "busy");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FhirFault(IssueType.TIMEOUT, 503, "busy");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof FhirFault fault
                    ? fault
                    : new FhirFault(IssueType.STRUCTURE, 400, "not_fhir");
        }
    }

    private static Bundle read(byte[] body) {
        check(body);
        try {
            IBaseResource read = parser().parseResource(new String(body, StandardCharsets.UTF_8));
            if (!(read instanceof Bundle bundle)) {
                throw new FhirFault(IssueType.INVALID, 422, "no_bundle");
            }
            if (bundle.getEntry().size() > MOST_ENTRIES) {
                throw new FhirFault(IssueType.TOOCOSTLY, 413, "too_many", MOST_ENTRIES);
            }
            return bundle;
        } catch (DataFormatException notFhir) {
            throw new FhirFault(IssueType.STRUCTURE, 400, "not_fhir");
        }
    }

    private static void check(byte[] body) {
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

    String write(IBaseResource resource) {
        return parser().encodeResourceToString(resource);
    }

    private static IParser parser() {
        IParser parser = Model.R4.newJsonParser();
        parser.setParserErrorHandler(new LenientErrorHandler(false).setErrorOnInvalidValue(false));
        return parser;
    }

    /** {@code application/fhir+json}, {@code application/json}, with or without parameters; an absent type is taken as JSON. */
    static boolean isJson(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.contains("json");
    }
}
