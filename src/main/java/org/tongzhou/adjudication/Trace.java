package org.tongzhou.adjudication;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;

/**
 * Hears how a decision comes about. The same computation runs silent, to decide, and recorded, to explain; a rule words a
 * step only for a trace that is {@link #on}.
 */
class Trace {
    static final Trace SILENT = new Trace();

    boolean on() {
        return false;
    }

    /** A step with what stands in its right-hand column, in exact fen; null for a note. */
    void step(String code, Op op, @Nullable BigDecimal amountFen, @Nullable String clause, Fact... facts) {}

    /** A note about a rule that holds for the whole event and was kept. */
    void gate(String code, @Nullable String clause, Fact... facts) {}

    void reason(Reason.Code code, @Nullable String clause, Fact... facts) {}

    void missing(Missing missing) {}

    void candidate(Candidate candidate) {}

    final void note(String code, @Nullable String clause, Fact... facts) {
        step(code, Op.NOTE, null, clause, facts);
    }

    /** Marks the step above as worked out with a placeholder. */
    final void example(boolean example) {
        if (example) {
            note("example", null);
        }
    }
}
