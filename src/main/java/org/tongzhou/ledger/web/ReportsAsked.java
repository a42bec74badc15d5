package org.tongzhou.ledger.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The months as they were asked for, and their report; none where they could not be read. */
public record ReportsAsked(
        String from,
        String to,
        Map<String, String> errors,
        @Nullable ReportsPage report) {
    public ReportsAsked {
        errors = Map.copyOf(errors);
    }

    static ReportsAsked of(ReportsPage report) {
        return new ReportsAsked(
                report.months().first().toString(), report.months().last().toString(), Map.of(), report);
    }

    static ReportsAsked wrong(String from, String to, Map<String, String> errors) {
        return new ReportsAsked(from, to, errors, null);
    }
}
