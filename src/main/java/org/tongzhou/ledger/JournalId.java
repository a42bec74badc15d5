package org.tongzhou.ledger;

/** A journal of the fund; numbers have gaps. */
public record JournalId(long value) {}
