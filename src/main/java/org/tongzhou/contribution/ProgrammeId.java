package org.tongzhou.contribution;

public record ProgrammeId(long value) {}
