package org.tongzhou.adjudication;

import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Rule;

/** The rate of the first, second, … stay that was paid in the period. */
final class RatingByStay extends Working {
    private final int[] basisPoints;
    private final boolean example;
    private final Limit limit;
    private final String step;
    private final String clause;

    RatingByStay(Rule.RateByStay rule, String limit, String clause) {
        this.basisPoints =
                rule.basisPoints().value().stream().mapToInt(Integer::intValue).toArray();
        this.example = rule.basisPoints().example();
        this.limit = Limit.own(limit, rule.per());
        this.step = "rate.stay." + rule.per().code();
        this.clause = clause;
    }

    @Override
    boolean apply(Run run, int day) {
        Use use = run.limits.of(limit, day);
        long earlier = run.limits.precedingCount(use);
        int rate = basisPoints[(int) Math.min(earlier, basisPoints.length - 1)];
        long before = run.amount;
        run.limits.settle(before);
        run.limits.useIfPaid(use, 1);
        run.amount = Exact.rate(before, rate);
        if (run.trace.on() && before > 0) {
            run.step(
                    step,
                    Op.TIMES,
                    clause,
                    run.exactFact("of", before),
                    Fact.rate("rate", rate),
                    Fact.count("stay", earlier + 1));
            run.trace.example(example);
        }
        return true;
    }
}
