package org.tongzhou.recovery;

import java.util.stream.Stream;

/** A recovery of the fund. */
public record RecoveryId(long value) {
    private static final String PREFIX = "recovery:";

    /** What the books call it. */
    String cause() {
        return PREFIX + value;
    }

    /** The number, where the cause is a recovery's. */
    static Stream<Long> ofCause(String cause) {
        return cause.startsWith(PREFIX) ? Stream.of(Long.valueOf(cause.substring(PREFIX.length()))) : Stream.empty();
    }
}
