package org.tongzhou.reporting.web;

/**
 * A county and its target, 0 for none, with what it was to reach and did reach the year before. {@code city} is empty where
 * it answers to the province; {@code open} is false for a former county, which has nothing left to aim at.
 */
public record TargetLine(
        String code,
        String name,
        String city,
        String path,
        long target,
        long targetBefore,
        long insured,
        boolean open) {
    /** The field in which its target is typed. */
    public String field() {
        return "c-" + code;
    }

    /** The field that keeps what stood there when the page was opened. */
    public String seenField() {
        return "seen-" + code;
    }
}
