package org.tongzhou.catalogue.web;

import java.util.List;

/** The plans in force, one line each; values with {@code example} carry the mark 示例. */
public record PlanList(List<Line> lines) {
    public record Line(
            String code, String name, String summary, String who, Value fee, Value maxUnits, Value waiting) {}

    /** A value in words. */
    public record Value(String words, boolean example) {}
}
