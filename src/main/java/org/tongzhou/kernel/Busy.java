package org.tongzhou.kernel;

/**
 * Too much is asked of us at once, and what was asked may be quite right: the same succeeds a little later. Answered 503 with
 * the time to wait, never as a fault of what was sent; the sentence is {@code refusal.<code>} as for a {@link Refusal}.
 */
public final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Busy(String code) {
        super(code, null, false, false);
    }

    public String code() {
        return String.valueOf(getMessage());
    }
}
