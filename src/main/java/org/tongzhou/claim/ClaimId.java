package org.tongzhou.claim;

/** One claim: one benefit of one plan for one event case. */
public record ClaimId(long value) {
    /** Text by which payment knows what it pays for, such as {@code claim:812}. */
    public String cause() {
        return "claim:" + value;
    }

    /** The claim that a payment's cause names; empty when the cause is not a claim. */
    public static java.util.Optional<ClaimId> ofCause(String cause) {
        return cause.matches("claim:\\d{1,18}")
                ? java.util.Optional.of(new ClaimId(Long.parseLong(cause.substring(6))))
                : java.util.Optional.empty();
    }
}
