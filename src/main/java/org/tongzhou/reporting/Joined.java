package org.tongzhou.reporting;

/** People of a region whose first cover of the year began in a month, and the fees of all their covers of the year. */
record Joined(String region, int month, long people, long gig, long feeFen) {}
