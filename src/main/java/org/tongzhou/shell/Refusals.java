package org.tongzhou.shell;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.database.LostDatabase;
import org.tongzhou.kernel.Busy;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Refusal;

/**
 * Answers a {@link Refusal} and every fault in words with the right status: a page for people, a problem document
 * (RFC 9457) with code, message and request id under {@code /api}, and where a standard has a form of its own, that.
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class Refusals {
    private static final int TOO_LARGE = 413;

    /** Of SQL: character_not_in_repertoire. */
    private static final String NO_TEXT = "22021";

    private static final String AGAIN_SECONDS = "60";

    /** What lies below is for programs. */
    private static final String API = "/api/";

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final Frames frames;
    private final List<RefusalForm> forms;
    private final PagesAbove pages;

    Refusals(Frames frames, List<RefusalForm> forms, PagesAbove pages) {
        this.frames = frames;
        this.forms = List.copyOf(forms);
        this.pages = pages;
    }

    @ExceptionHandler
    Object refused(Refusal refusal, HttpServletRequest request) {
        Frame frame = frames.of(request);
        return answer(request, status(refusal), refusal.code(), frame.sentence(refusal));
    }

    /** Not what was sent is wrong: the same may be sent again after a while. */
    @ExceptionHandler
    Object busy(Busy busy, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, AGAIN_SECONDS);
        return answer(request, HttpStatus.SERVICE_UNAVAILABLE.value(), busy.code());
    }

    /** The reader went away before the answer was out: nobody is there to be told, and nothing is wrong with us. */
    @ExceptionHandler
    void goneAway(AsyncRequestNotUsableException gone) {
        LOG.debug("the reader went away", gone);
    }

    /** A form's address that is opened like a page leads to the page that the form stands on. */
    @ExceptionHandler
    Object wrongMethod(HttpRequestMethodNotSupportedException fault, HttpServletRequest request) {
        Optional<String> page =
                "GET".equals(request.getMethod()) && !path(request).startsWith(API)
                        ? pages.of(request.getRequestURI())
                        : Optional.empty();
        return page.<Object>map(path -> "redirect:" + path).orElseGet(() -> answer(request, status(fault)));
    }

    /** A field that its type cannot be read from; what stands in the path nobody types. */
    @ExceptionHandler
    Object unread(MethodArgumentTypeMismatchException fault, HttpServletRequest request) {
        if (fault.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return answer(request, HttpStatus.BAD_REQUEST.value());
        }
        return wrongField(request, "refusal.field_" + sort(fault.getRequiredType()), fault.getName(), fault.getValue());
    }

    @ExceptionHandler
    Object missing(MissingServletRequestParameterException fault, HttpServletRequest request) {
        return wrongField(request, "refusal.field_missing", fault.getParameterName(), "");
    }

    @ExceptionHandler
    Object missing(MissingServletRequestPartException fault, HttpServletRequest request) {
        return wrongField(request, "refusal.field_missing", fault.getRequestPartName(), "");
    }

    /** Says which field, by its label where it has one, and what belongs there. */
    private Object wrongField(HttpServletRequest request, String key, String field, @Nullable Object typed) {
        Frame frame = frames.of(request);
        String label = frame.words().has("shell.field." + field) ? frame.say("shell.field." + field) : field;
        String sentence = frame.say(key, label, quoted(typed));
        return answer(request, HttpStatus.BAD_REQUEST.value(), "bad_request", sentence);
    }

    private static String quoted(@Nullable Object typed) {
        String text = typed instanceof Object[] several ? Arrays.toString(several) : String.valueOf(typed);
        return Characters.first(Sent.LONGEST_QUOTED, text);
    }

    private static String sort(@Nullable Class<?> type) {
        if (type == LocalDate.class) {
            return "day";
        }
        boolean number =
                type != null && (type == int.class || type == long.class || Number.class.isAssignableFrom(type));
        return number ? "number" : "choice";
    }

    /** Everything else: the framework's own refusals keep their status, the rest is our fault and is logged with its id. */
    @ExceptionHandler
    Object failed(Exception fault, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (isSecurity(fault)) {
            throw fault;
        }
        if (LostDatabase.isBehind(fault)) {
            return lost(fault, request, response);
        }
        int status = status(fault);
        if (status >= 500) {
            LOG.error("request {} failed", requestId(request), fault);
        }
        return answer(request, status);
    }

    /** Nobody knows what became of a commit whose answer did not come: to say that nothing was written would be a guess. */
    Object lost(Throwable fault, HttpServletRequest request, HttpServletResponse response) {
        LOG.error("request {} lost the database", requestId(request), fault);
        response.setHeader(HttpHeaders.RETRY_AFTER, AGAIN_SECONDS);
        return answer(request, HttpStatus.SERVICE_UNAVAILABLE.value(), "database_away");
    }

    /** The page or document of a bare status, for faults outside any controller too. */
    Object answer(HttpServletRequest request, int status) {
        String code = status == TOO_LARGE && FormSizes.isForm(request) ? "form_too_large" : code(status);
        return answer(request, status, code);
    }

    /** The page or document of a status that has words of its own. */
    Object answer(HttpServletRequest request, int status, String code) {
        Frame frame = frames.of(request);
        Object[] details =
                code.equals("too_large") ? new Object[] {frame.uploads().megabytes()} : new Object[0];
        return answer(request, status, code, frame.say("refusal." + code, details));
    }

    private Object answer(HttpServletRequest request, int status, String code, String sentence) {
        String path = path(request);
        Optional<RefusalForm> own =
                forms.stream().filter(form -> form.covers(path)).findFirst();
        if (own.isPresent()) {
            return own.get().answer(request, new RefusalForm.Refused(status, code, sentence));
        }
        if (path.startsWith(API)) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), sentence);
            problem.setProperty("code", code);
            problem.setProperty("request", requestId(request));
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        String id = status >= 500 ? requestId(request) : "";
        return new ModelAndView(
                "shell/refused",
                Map.of("sentence", sentence, "status", status, "request", id),
                HttpStatus.valueOf(status));
    }

    private static int status(Exception fault) {
        if (fault instanceof ErrorResponse response) {
            return response.getStatusCode().value();
        }
        boolean askedWrongly = fault instanceof HttpMessageNotReadableException
                || fault instanceof TypeMismatchException
                || fault instanceof MultipartException
                || hasNoText(fault);
        return askedWrongly ? HttpStatus.BAD_REQUEST.value() : HttpStatus.INTERNAL_SERVER_ERROR.value();
    }

    /** What was sent has a character that is no text, which no database keeps. */
    private static boolean hasNoText(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && NO_TEXT.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    static int status(Refusal refusal) {
        return switch (refusal.kind()) {
            case INVALID -> 422;
            case CONFLICT -> 409;
            case NOT_FOUND -> 404;
            case NOT_ALLOWED -> 403;
        };
    }

    private static String code(int status) {
        return switch (status) {
            case 400 -> "bad_request";
            case 401 -> "sign_in_first";
            case 403 -> "not_allowed";
            case 404 -> "not_found";
            case 405 -> "wrong_method";
            case TOO_LARGE -> "too_large";
            case 415 -> "wrong_type";
            case 422 -> "bad_request";
            case 429 -> "too_many";
            case 503 -> "busy";
            default -> status < 500 ? "bad_request" : "fault";
        };
    }

    /** What was asked for, also when the container asks for its error page. */
    private static String path(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .map(Object::toString)
                .orElseGet(request::getRequestURI);
    }

    /** Left to the security filter, which sends to the sign-in page or answers 403. */
    private static boolean isSecurity(Exception fault) {
        return fault instanceof org.springframework.security.access.AccessDeniedException
                || fault instanceof org.springframework.security.core.AuthenticationException;
    }

    /** Named on the page and in the log, so that a call to the desk finds the line. */
    static String requestId(HttpServletRequest request) {
        String name = Refusals.class.getName() + ".id";
        if (request.getAttribute(name) instanceof String id) {
            return id;
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        request.setAttribute(name, id);
        return id;
    }
}
