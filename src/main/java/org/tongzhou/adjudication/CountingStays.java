package org.tongzhou.adjudication;

import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.plan.Rule;

/** At most so many stays are paid over the period. */
final class CountingStays extends Working {
    private final int most;
    private final boolean example;
    private final Limit limit;
    private final String clause;

    CountingStays(Rule.Stays rule, String limit, String clause) {
        this.most = rule.most().value();
        this.example = rule.most().example();
        this.limit = Limit.own(limit, rule.per());
        this.clause = clause;
    }

    @Override
    boolean apply(Run run, int day) {
        Use use = run.limits.of(limit, day);
        long earlier = run.limits.usedCount(use);
        if (earlier >= most) {
            Fact[] values =
                    run.trace.on() ? new Fact[] {Fact.count("most", most), Fact.count("used", earlier)} : Run.NO_FACTS;
            run.close(Reason.Code.STAYS_USED, clause, values);
            return false;
        }
        run.limits.useIfPaid(use, 1);
        if (run.trace.on()) {
            run.trace.note("stays", clause, Fact.count("stay", earlier + 1), Fact.count("most", most));
            run.trace.example(example);
        }
        return true;
    }
}
