package org.tongzhou.adjudication;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.kernel.Explanation.Step;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.Per;
import org.tongzhou.plan.PlanVersion;

/** One benefit of one plan version, and all that bears on it. */
record Matter(PlanVersion plan, Benefit benefit, CoverFacts cover, ClaimFacts facts, UsedSoFar used) {
    /** The day that decides on cover and waiting: a reimbursement of a stay goes by its admission, all else by the event. */
    LocalDate day() {
        boolean byStay =
                benefit.fold(it -> it.opening() == Benefit.Opening.STAY, it -> false, it -> false, it -> false);
        Optional<LocalDate> admitted = facts.stay().map(Stay::admitted);
        return byStay ? admitted.orElse(facts.eventDay()) : facts.eventDay();
    }

    int units() {
        return cover.units();
    }

    /** The counter of this benefit, or of its rule with this number (from 1). */
    LimitKey limit(Per per, int rule) {
        String name = plan.code() + "/" + benefit.code() + (rule == 0 ? "" : "/" + rule);
        return LimitKey.over(per, name, cover.term(), day());
    }

    Step step(String code, Op op, @Nullable BigDecimal amountFen, String clauseId, Fact... values) {
        return new Step(code, op, amountFen, List.of(values), plan.citation(clauseId));
    }

    Reason reason(Reason.Code code, String clauseId, Fact... values) {
        return new Reason(code, List.of(values), Optional.of(plan.citation(clauseId)));
    }

    static Step note(String code, Fact... values) {
        return new Step(code, Op.NOTE, null, List.of(values), null);
    }
}
