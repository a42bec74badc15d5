package org.tongzhou.claim.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.claim.QueuePlace;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.ClockFace;

/**
 * The reviewers' workbench: what waits on the left, from a {@code place} on, null for who only looks at a claim; the chosen claim's papers in the middle,
 * its judgement on the right; {@code kept} is a form that was refused.
 */
public record WorkbenchPage(
        QueuePlace place, @Nullable Queue queue, @Nullable ClaimPanel claim, KeptForm kept) {

    /** Words written into a form that the page no longer has, since the claim has moved on meanwhile; empty when there are none. */
    public String leftOver() {
        return claim == null || claim.has(kept.act()) ? "" : kept.value(kept.act(), "words");
    }

    /**
     * A page of the queue by due day, what is granted and held, where the first page is, the filters, and the neighbours of the chosen
     * claim (null at the ends).
     */
    public record Queue(
            int total,
            List<Filter> filters,
            Slice<Line> lines,
            List<Line> held,
            String first,
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
