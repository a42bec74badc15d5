package org.tongzhou.contribution;

public record RefundId(long value) {}
