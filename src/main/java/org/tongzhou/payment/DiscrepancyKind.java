package org.tongzhou.payment;

/** What does not agree between the bank and us; the sentence is {@code payment.discrepancy.<kind>}. */
public enum DiscrepancyKind {
    /** The bank has said paid and not paid of the same instruction, or of one that never left as far as our books know. */
    CONTRADICTION,
    /** Another amount than we instructed. */
    AMOUNT,
    /** An identifier of our shape that we never gave. */
    FOREIGN,
    /** A message or entry with an identifier already used for something else. */
    SAME_ID,
    /** A message that cannot be read. */
    UNREADABLE,
    /** The bank booked the same instruction twice. */
    DOUBLE_DEBIT,
    /** Said to be paid, yet days later not in the bank's book. */
    NO_DEBIT,
    /** No answer for a day, or no last word on what the bank accepted days ago; asked again when people leave it at that. */
    STILL_UNKNOWN,
    /** The account bears another name than the person; nothing has left. */
    NAME,
    /** A statement does not begin with what the one before ended with: one is missing. */
    GAP
}
