package org.tongzhou.payment;

/** A payment batch of the fund. */
public record BatchId(long value) {}
