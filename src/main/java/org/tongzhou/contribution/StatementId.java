package org.tongzhou.contribution;

/** A file of the bank that was taken in. */
public record StatementId(long value) {}
