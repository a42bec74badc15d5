package org.tongzhou.claim.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.shell.ClockFace;

/**
 * The reviewers' workbench: what waits on the left, null for who only looks at a claim; the chosen claim's papers in the middle,
 * its judgement on the right; {@code kept} is a form that was refused.
 */
public record WorkbenchPage(@Nullable Queue queue, @Nullable ClaimPanel claim, KeptForm kept) {

    /** Words written into a form that the page no longer has, since the claim has moved on meanwhile; empty when there are none. */
    public String leftOver() {
        return claim == null || claim.has(kept.act()) ? "" : kept.value(kept.act(), "words");
    }

    /** The queue by due day, its filters, and the neighbours of the chosen claim (null at the ends). */
    public record Queue(
            int total,
            List<Filter> filters,
            List<Line> lines,
            @Nullable String previous,
            @Nullable String next) {}

    /** One filter with its count. */
    public record Filter(String href, String word, boolean current) {}

    /** One claim that waits; {@code flag} may be empty. */
    public record Line(
            String href,
            String name,
            String amount,
            String line,
            ClockFace clock,
            String flag,
            String tone,
            boolean current) {}
}
