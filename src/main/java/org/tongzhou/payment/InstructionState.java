package org.tongzhou.payment;

/**
 * Where an instruction stands; the moves between states are rows of {@code payment.instruction_move}. Out of
 * {@link #UNKNOWN} leads only a status query at the bank or a settlement by two people.
 */
public enum InstructionState {
    DRAFTED,
    APPROVED,
    BATCHED,
    SEALED,
    RELEASED,
    SENT,
    UNKNOWN,
    PAID,
    REJECTED,
    RETURNED;

    /** The money may be on its way or with the member; nothing else may be paid for the same cause. */
    public boolean isLive() {
        return this != REJECTED && this != RETURNED;
    }

    /** As far as our books know, it has not left: after a restore the bank's book may know better. */
    public boolean isUnreleased() {
        return compareTo(RELEASED) < 0;
    }

    /** The bank has it, as far as we know, and has not said the last word. */
    public boolean isWaiting() {
        return this == SENT || this == UNKNOWN;
    }
}
