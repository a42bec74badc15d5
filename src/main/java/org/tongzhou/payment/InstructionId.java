package org.tongzhou.payment;

/** A payment instruction of the fund. */
public record InstructionId(long value) {}
