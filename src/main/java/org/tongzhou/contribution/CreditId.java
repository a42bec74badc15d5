package org.tongzhou.contribution;

/** Money that came in, of the fund. */
public record CreditId(long value) {}
