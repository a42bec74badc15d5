package org.tongzhou.claim.web;

import java.util.List;
import org.tongzhou.shell.Tried;

/** Rounds of second looks, and the form that draws another where the reader may. */
public record RoundsPage(List<Row> rounds, boolean mayDraw, String from, String upto, Tried tried) {
    /** One round. */
    public record Row(String href, String days, int population, String drawn, int errors, String achieved) {}
}
