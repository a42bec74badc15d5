package org.tongzhou.access.web;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * What a session (or one call of a program) has proved: the account in one of its session versions, and whether a
 * one-time code was given. Everything else is read anew for each request.
 */
record Visitor(long account, int version, boolean codeGiven, boolean program)
        implements AuthenticatedPrincipal, Serializable {
    /** The account's number: names and logins stay out of logs. */
    @Override
    public String getName() {
        return Long.toString(account);
    }
}
