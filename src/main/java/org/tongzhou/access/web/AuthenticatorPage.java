package org.tongzhou.access.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.access.Authenticators;

/** The secret to put into an authenticator and the field for its first code. {@code required}: there is no going on without. */
public record AuthenticatorPage(
        Authenticators.Enrolment enrolment,
        boolean required,
        @Nullable String error) {}
