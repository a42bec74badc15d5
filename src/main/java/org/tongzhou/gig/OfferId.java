package org.tongzhou.gig;

public record OfferId(long value) {}
