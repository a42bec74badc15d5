package org.tongzhou.access;

/** A random password shown once, which the person must change at the first sign-in. Its text never appears in a log line. */
public record OneTimePassword(long account, String login, String password) {
    @Override
    public String toString() {
        return "OneTimePassword[" + login + "]";
    }
}
