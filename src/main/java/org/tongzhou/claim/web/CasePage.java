package org.tongzhou.claim.web;

import java.util.List;
import java.util.Map;
import org.tongzhou.plan.PaperKind;

/** One event: its claims, and the further benefits it may open; {@code back} leads to the list that it stands in. */
public record CasePage(
        long id,
        String back,
        String title,
        String line,
        List<Row> claims,
        List<Further> further,
        Map<String, String> errors) {
    /** One claim. */
    public record Row(String href, String title, String line, String amount, String word, String tone) {
        /** The same, and its page keeps from where it is opened. */
        public Row openedFrom(CameFrom from) {
            return new Row(from.in(href), title, line, amount, word, tone);
        }
    }

    /**
     * A proposal: at most {@code upTo}, once one of {@code kinds} is there, or several where it is not the {@code last}; at once where
     * nothing is missing.
     */
    public record Further(long id, String title, String upTo, String text, List<PaperKind> kinds, boolean last) {}
}
