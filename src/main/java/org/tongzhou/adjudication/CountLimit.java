package org.tongzhou.adjudication;

import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.plan.Benefit.Most;

/** At most so many days or items of an allowance over the period. */
final class CountLimit {
    private final Most most;
    private final Limit limit;
    private final String clause;

    CountLimit(Most most, String limit, String clause) {
        this.most = most;
        this.limit = Limit.own(limit, most.per());
        this.clause = clause;
    }

    /** How many of those that are counted are paid; none closes the benefit. */
    long paid(Run run, long counted, int day) {
        Use use = run.limits.of(limit, day);
        long used = run.limits.usedCount(use);
        long left = Math.max(most.count().value() - used, 0);
        long paid = Math.min(counted, left);
        run.limits.useIfPaid(use, paid);
        if (run.trace.on() || paid == 0) {
            tell(run, paid < counted, used, left);
        }
        return paid;
    }

    private void tell(Run run, boolean touched, long used, long left) {
        Fact[] values = {Fact.count("most", most.count().value()), Fact.count("used", used), Fact.count("left", left)};
        if (left == 0) {
            run.close(Reason.Code.COUNT_USED, clause, values);
        } else if (touched) {
            run.trace.note("count." + most.per().code(), clause, values);
            run.trace.example(most.count().example());
        }
    }
}
