package org.tongzhou.reporting;

/** Benefits of a plan paid in a region in a month of the year. */
record Paid(String region, int month, String plan, long count, long fen) {}
