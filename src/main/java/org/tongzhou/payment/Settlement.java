package org.tongzhou.payment;

/** How two people settle a discrepancy, with evidence: it was paid, it was not paid, or our book is right as it stands. */
public enum Settlement {
    PAID,
    NOT_PAID,
    AS_BOOKED
}
