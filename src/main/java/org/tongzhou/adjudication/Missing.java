package org.tongzhou.adjudication;

import java.util.List;
import org.tongzhou.kernel.Explanation.Fact;

/** What is still needed; words are {@code decision.missing.<code>}, for papers {@code plan.paper.<kind>}. */
public record Missing(Code code, List<Fact> facts) {
    public Missing {
        facts = List.copyOf(facts);
    }

    /** A paper (one fact per kind that will do), a person's confirmation, or a later judgement of the grade. */
    public enum Code {
        PAPER,
        PAPER_WHERE_EXISTS,
        CONFIRM_CLASS,
        CONFIRM_GRADE,
        GRADE_AGAIN;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
