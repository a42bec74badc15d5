package org.tongzhou.enrolment;

/** One plan of one member for one term. */
public record CoverId(long value) {}
