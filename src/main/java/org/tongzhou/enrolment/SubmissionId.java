package org.tongzhou.enrolment;

/** People enrolled together, billed together. */
public record SubmissionId(long value) {}
