package org.tongzhou.adjudication;

import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Rule;

/** A flat rate. */
final class Rating extends Working {
    private final int basisPoints;
    private final boolean example;
    private final String clause;

    Rating(Rule.Rate rule, String clause) {
        this.basisPoints = rule.basisPoints().value();
        this.example = rule.basisPoints().example();
        this.clause = clause;
    }

    @Override
    boolean apply(Run run, int day) {
        long before = run.amount;
        run.limits.settle(before);
        run.amount = Exact.rate(before, basisPoints);
        if (run.trace.on() && before > 0) {
            run.step("rate", Op.TIMES, clause, run.exactFact("of", before), Fact.rate("rate", basisPoints));
            run.trace.example(example);
        }
        return true;
    }
}
