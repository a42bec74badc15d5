package org.tongzhou.adjudication;

import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Per;
import org.tongzhou.plan.Rule;
import org.tongzhou.plan.Sum;

/** A deductible, once over its period: what earlier claims met of it is not taken off again. */
final class Deducting extends Working {
    private final Sum sum;
    private final Per per;
    private final Limit limit;
    private final String clause;

    Deducting(Rule.Deductible rule, String limit, String clause) {
        this.sum = rule.sum();
        this.per = rule.per();
        this.limit = Limit.own(limit, per);
        this.clause = clause;
    }

    @Override
    boolean apply(Run run, int day) {
        Use use = run.limits.of(limit, day);
        long whole = Exact.ofFen(sum.of(run.units()).fen());
        long met = run.limits.usedExact(use);
        long taken = Math.min(Math.max(whole - met, 0), run.amount);
        run.limits.settle(run.amount);
        run.limits.useAlways(use, taken);
        boolean something = run.amount > 0;
        run.amount -= taken;
        if (run.trace.on() && something) {
            steps(run, whole, met, taken);
        }
        if (something && run.amount == 0) {
            run.nothingLeft(
                    Reason.Code.BELOW_DEDUCTIBLE,
                    clause,
                    run.trace.on() ? values(run, whole, met, taken) : Run.NO_FACTS);
        }
        return true;
    }

    private void steps(Run run, long whole, long met, long taken) {
        if (taken > 0) {
            String code = "deductible." + per.code();
            run.trace.step(code, Op.MINUS, Exact.decimal(taken), clause, values(run, whole, met, taken));
            run.step("after_deductible", Op.SUBTOTAL, clause);
        } else {
            run.trace.note("deductible.met", clause, run.exactFact("deductible", whole));
        }
        run.trace.example(sum.amount().example());
    }

    private static Fact[] values(Run run, long whole, long met, long taken) {
        return new Fact[] {run.exactFact("deductible", whole), run.exactFact("met", met), run.exactFact("taken", taken)
        };
    }
}
