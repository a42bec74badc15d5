package org.tongzhou.claim.web;

import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Tried;

/** A page of rounds of second looks, and the form that draws another where the reader may. */
public record RoundsPage(Slice<Row> rounds, String after, boolean mayDraw, String from, String upto, Tried tried) {
    /** One round. */
    public record Row(String href, String days, int population, String drawn, int errors, String achieved) {}
}
