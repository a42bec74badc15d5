package org.tongzhou.payment;

/** Where a batch stands; the moves between states are rows of {@code payment.batch_move}. */
public enum BatchState {
    DRAFT,
    SEALED,
    RELEASED,
    SENT,
    ACCEPTED,
    UNKNOWN,
    SETTLED,
    DISCARDED
}
