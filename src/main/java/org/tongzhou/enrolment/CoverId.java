package org.tongzhou.enrolment;

/** One plan of one member for one term, from the moment on that its fee has come in. */
public record CoverId(long value) {}
