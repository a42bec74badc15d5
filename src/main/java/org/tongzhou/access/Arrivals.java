package org.tongzhou.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Lets somebody go on in the session in which their account was opened: as far as the page on which they choose a password. */
public interface Arrivals {
    void letIn(OneTimePassword opened, HttpServletRequest request, HttpServletResponse response);
}
