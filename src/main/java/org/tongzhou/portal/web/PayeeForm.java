package org.tongzhou.portal.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.person.OpenChange;

/** The form for a new payee account; {@code open} is the change that still waits, {@code error} what was wrong just now. */
public record PayeeForm(
        String current,
        @Nullable OpenChange open,
        String bank,
        @Nullable String error,
        String errorField) {}
