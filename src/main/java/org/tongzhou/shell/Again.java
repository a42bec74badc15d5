package org.tongzhou.shell;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** A page shown once more with what was wrong on it, so that nothing that was typed is lost; answered 422. */
public final class Again {
    private Again() {}

    /** The view with its model attribute {@code page}. */
    public static ModelAndView page(String view, Object page) {
        ModelAndView again = new ModelAndView(view, "page", page);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }
}
