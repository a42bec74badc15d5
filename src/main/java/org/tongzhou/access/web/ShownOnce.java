package org.tongzhou.access.web;

/** A secret that is shown this once: the password of a person or the secret of a program. */
public record ShownOnce(long account, String login, String secret, boolean program) {
    @Override
    public String toString() {
        return "ShownOnce[" + account + "]";
    }
}
