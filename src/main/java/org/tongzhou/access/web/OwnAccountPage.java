package org.tongzhou.access.web;

import org.jspecify.annotations.Nullable;

/** A person's own account; {@code canAdd} is false where codes are off or an authenticator is there already. */
public record OwnAccountPage(
        String login,
        boolean hasAuthenticator,
        boolean canAdd,
        FormErrors errors,
        @Nullable String notice) {}
