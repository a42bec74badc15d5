package org.tongzhou.kernel;

/** A person of the fund; without meaning outside it. */
public record PersonId(long value) {}
