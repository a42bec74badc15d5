package org.tongzhou.claim.web;

import java.util.List;
import java.util.Map;

/** Rounds of second looks, and the form that draws another where the reader may. */
public record RoundsPage(List<Row> rounds, boolean mayDraw, String from, String upto, Map<String, String> errors) {
    /** One round. */
    public record Row(String href, String days, int population, String drawn, int errors, String achieved) {}
}
