package org.tongzhou.access.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.access.AccountLine;
import org.tongzhou.access.Appointment;
import org.tongzhou.access.Credential;
import org.tongzhou.kernel.Role;

/**
 * One account with what may be done to it; {@code territory} in words. {@code takesTwo}: a second administrator confirms it.
 * {@code waiting} is what was asked about it. {@code error} is a sentence.
 */
public record AccountPage(
        AccountLine account,
        String territory,
        boolean own,
        List<Role> choices,
        List<Credential> credentials,
        boolean takesTwo,
        @Nullable Appointment waiting,
        @Nullable String error) {}
