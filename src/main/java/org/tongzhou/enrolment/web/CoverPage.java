package org.tongzhou.enrolment.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongzhou.kernel.Slice;

/** A member's covers: those in force or awaited, on the first page, and a page of those that are past, after a key. */
public record CoverPage(List<Held> current, Slice<Held> past, String after) {
    public CoverPage {
        current = List.copyOf(current);
    }

    /**
     * {@code key} tells it from the others of the page; {@code never} tells why it does not begin, also when the fee has come;
     * {@code waiting} is empty once illness counts; {@code retired} tells from when nobody joins the plan any more and where to
     * go on, and is empty while it is open; {@code certificate} leads to the PDF, and is empty until cover is dated.
     */
    public record Held(
            String key,
            String name,
            String summary,
            String word,
            String tone,
            Map<String, String> lines,
            String never,
            String waiting,
            boolean example,
            String retired,
            String certificate) {
        public Held {
            lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
        }
    }
}
