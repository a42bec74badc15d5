package org.tongzhou.claim;

/** An event case: one hospital stay, illness or accident of one person. */
public record CaseId(long value) {}
