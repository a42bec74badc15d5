package org.tongzhou.claim.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.plan.PaperKind;

/**
 * What the reader may do: {@code words} stands in place of the buttons when they may not; {@code look} at the signs of a claim that is
 * to be decided, or is granted and waits for it.
 */
public record ReviewerActs(
        boolean decide,
        boolean look,
        boolean second,
        boolean takeOver,
        boolean up,
        String words,
        String amount,
        boolean ready,
        int open,
        List<PaperKind> papers,
        List<Clause> clauses,
        @Nullable Proposed proposed) {
    /** A clause of the plan edition that decides. */
    public record Clause(String citation, String words) {}

    /** The refusal that waits for a second person. */
    public record Proposed(String clause, String clauseText, String words, String by) {}
}
