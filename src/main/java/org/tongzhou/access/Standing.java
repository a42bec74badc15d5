package org.tongzhou.access;

import org.tongzhou.kernel.Actor;

/**
 * How an account stands at this moment, read again for every request, so that a role taken away is gone at once.
 * {@code version} grows whenever all sessions must end. {@code hasPerson} is false only for the first administrator
 * before the first sign-in is finished. {@code waiting} while the owner has still to choose the first password by the phone.
 */
public record Standing(
        Actor actor,
        String login,
        int version,
        boolean active,
        boolean mustChange,
        boolean hasAuthenticator,
        boolean hasPerson,
        boolean waiting) {}
