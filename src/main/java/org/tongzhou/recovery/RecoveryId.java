package org.tongzhou.recovery;

/** A recovery of the fund. */
public record RecoveryId(long value) {
    /** What the books call it. */
    String cause() {
        return "recovery:" + value;
    }
}
