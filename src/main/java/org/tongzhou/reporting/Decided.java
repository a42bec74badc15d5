package org.tongzhou.reporting;

/** Claims of a region that were decided after so many working days, without those on which papers were owed. */
record Decided(String region, int days, long count) {}
