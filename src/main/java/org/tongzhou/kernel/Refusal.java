package org.tongzhou.kernel;

import java.util.List;

/**
 * A request that the rules refuse, stated as a code with typed details; the sentence (where, what, what to do) is
 * {@code refusal.<code>} in the message bundle of the room that throws it. The transaction rolls back.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How an interface answers; pages show the sentence in any case. */
    public enum Kind {
        INVALID,
        CONFLICT,
        NOT_FOUND,
        NOT_ALLOWED
    }

    private final Kind kind;
    private final String code;
    private final transient List<Object> details;

    private Refusal(Kind kind, String code, Object... details) {
        super(code, null, false, false);
        this.kind = kind;
        this.code = code;
        this.details = List.of(details);
    }

    /** The input cannot be accepted as it is (422). */
    public static Refusal invalid(String code, Object... details) {
        return new Refusal(Kind.INVALID, code, details);
    }

    /** The state has moved on: done already, by somebody else, or not yet (409). */
    public static Refusal conflict(String code, Object... details) {
        return new Refusal(Kind.CONFLICT, code, details);
    }

    public static Refusal notFound() {
        return new Refusal(Kind.NOT_FOUND, "not_found");
    }

    public static Refusal notAllowed() {
        return new Refusal(Kind.NOT_ALLOWED, "not_allowed");
    }

    public static Refusal notAllowed(String code) {
        return new Refusal(Kind.NOT_ALLOWED, code);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public List<Object> details() {
        return details == null ? List.of() : details;
    }
}
