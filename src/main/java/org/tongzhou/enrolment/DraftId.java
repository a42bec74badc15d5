package org.tongzhou.enrolment;

/** An uploaded roster that is being checked. */
public record DraftId(long value) {}
