package org.tongzhou.shell;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.tongzhou.database.LostDatabase;

/** The container's errors, in the same words as the controllers'. */
@Controller
@Allowed(anyone = true)
class ErrorPages implements ErrorController {
    private static final int FORBIDDEN = 403;
    private static final int TOO_LARGE = 413;

    private final Refusals refusals;
    private final UploadLimit uploads;

    ErrorPages(Refusals refusals, UploadLimit uploads) {
        this.refusals = refusals;
        this.uploads = uploads;
    }

    @RequestMapping("/error")
    Object error(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable fault
                && LostDatabase.isBehind(fault)) {
            return refusals.lost(fault, request, response);
        }
        Object stated = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = stated instanceof Integer code && code >= 400 ? code : 404;
        return isFormOfOldSession(request, status)
                ? refusals.answer(request, status, "form_old")
                : refusals.answer(request, isTooLarge(request, status) ? TOO_LARGE : status);
    }

    /** Whoever has signed in anew in another tab sends the token of the session before, and the filter calls it forged. */
    private boolean isFormOfOldSession(HttpServletRequest request, int status) {
        return status == FORBIDDEN && "POST".equals(Frames.method(request)) && !isTooLarge(request, status);
    }

    /** A form over the limit is never read, its key against forgery neither, so the filter calls it forged. */
    private boolean isTooLarge(HttpServletRequest request, int status) {
        String type = request.getContentType();
        return status == FORBIDDEN
                && type != null
                && type.startsWith("multipart/")
                && request.getContentLengthLong() > uploads.bytes();
    }
}
