package org.tongzhou.portal.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers that a member was registered under before; one that was kept as theirs may be found never to have been. */
public record FormerNumbersPage(
        long person,
        String name,
        List<Line> lines,
        @Nullable Tried tried) {
    public FormerNumbersPage {
        lines = List.copyOf(lines);
    }

    /** Masked; {@code isTheirs}: it leads to them still. */
    public record Line(
            long change,
            String number,
            String cause,
            String replacedAt,
            boolean isTheirs,
            @Nullable Open open) {}

    /** It waits for its second person. */
    public record Open(long id, String askedAt, String reason) {}

    /** What was sent about one of them, and what was wrong with it. */
    public record Tried(long change, String reason, String error) {}

    public static String field(long change) {
        return "reason-" + change;
    }

    public @Nullable String errorOf(Line line) {
        return tried != null && tried.change() == line.change() ? tried.error() : null;
    }

    public String reasonOf(Line line) {
        return tried != null && tried.change() == line.change() ? tried.reason() : "";
    }

    public Map<String, String> errors() {
        return tried == null ? Map.of() : Map.of(field(tried.change()), tried.error());
    }
}
