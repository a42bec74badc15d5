package org.tongzhou.kernel;

/** A work unit (职工所在单位) of the fund. */
public record UnitId(long value) {}
