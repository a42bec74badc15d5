package org.tongzhou.enrolment;

/** A province's file that was enrolled whole. */
public record ImportId(long value) {}
