package org.tongzhou.document;

/** A file that cannot be read, by code: the sentence is {@code refusal.<code>}. Thrown inside the child process only. */
final class UnreadablePaper extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadablePaper(String code) {
        super(code);
    }
}
