package org.tongzhou.claim.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The standing consent to be paid without asking: {@code since} is null while none holds. */
public record StandingPage(
        @Nullable String since, String wording, List<CasePage.Row> waiting, Map<String, String> errors) {
    public StandingPage {
        waiting = List.copyOf(waiting);
    }
}
