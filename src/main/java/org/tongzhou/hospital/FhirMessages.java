package org.tongzhou.hospital;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Reads and writes FHIR R4. Limits are checked on the bytes before the library builds a tree; nothing that a
 * message refers to is fetched. Elements and values that the library does not know are left out, as the standard asks,
 * and resources of types that it does not know.
 */
@Component
class FhirMessages {
    /** A whole life of a synthetic patient has some 3 MB; a discharge has 20 KB. */
    static final int MOST_BYTES = 4 << 20;

    static final int MOST_ENTRIES = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 2;
    private static final int WAITING = 8;

    private final ThreadPoolExecutor threads;
    private final Duration patience;

    @Autowired
    FhirMessages() {
        this(threads(), PATIENCE);
    }

    FhirMessages(ThreadPoolExecutor threads, Duration patience) {
        this.threads = threads;
        this.patience = patience;
    }

    /** The library's model takes a second to build and is built when the first message comes, outside its time. */
    private static final class Model {
        static final FhirContext R4 = built();

        private static FhirContext built() {
            FhirContext context = FhirContext.forR4Cached();
            context.newJsonParser().encodeResourceToString(new Bundle());
            return context;
        }
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

    /** Refuses what is too large, too deep, not well-formed, no Bundle of R4, or takes too long. */
    Bundle bundle(FhirForm form, byte[] body) {
        if (body.length > MOST_BYTES) {
            throw new FhirFault(IssueType.TOOLONG, 413, "too_large", MOST_BYTES >> 20);
        }
        IParser parser = parser(form);
        try {
            Future<Bundle> reading = threads.submit((Callable<Bundle>) () -> read(form, parser, body));
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

    private static Bundle read(FhirForm form, IParser parser, byte[] body) {
        form.check(body);
        try {
            IBaseResource read = parsed(form, parser, text(body));
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

    private static IBaseResource parsed(FhirForm form, IParser parser, String text) {
        try {
            return parser.parseResource(text);
        } catch (DataFormatException perhapsForeign) {
            return parser.parseResource(
                    form.withoutForeign(text, Model.R4.getResourceTypes()).orElseThrow(() -> perhapsForeign));
        }
    }

    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    String write(FhirForm form, IBaseResource resource) {
        return parser(form).encodeResourceToString(resource);
    }

    /** What we wrote ourselves, in another form. */
    static String rewritten(FhirForm form, String text, FhirForm other) {
        return parser(other).encodeResourceToString(parser(form).parseResource(text));
    }

    private static IParser parser(FhirForm form) {
        IParser parser = form == FhirForm.XML ? Model.R4.newXmlParser() : Model.R4.newJsonParser();
        parser.setParserErrorHandler(new LenientErrorHandler(false).setErrorOnInvalidValue(false));
        return parser;
    }
}
