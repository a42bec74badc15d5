package org.tongzhou.contribution;

/** A bill of the fund. */
public record BillId(long value) {}
