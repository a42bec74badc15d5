package org.tongzhou.adjudication;

import org.tongzhou.kernel.DateRange;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.Per;
import org.tongzhou.plan.PlanVersion;

/**
 * What is counted against a limit: {@code limit} is {@code plan/benefit} or {@code plan/benefit/rule number};
 * {@code period} is {@code term:2026-01-01} or {@code life}. The text form joins both with {@code @}.
 */
public record LimitKey(String limit, String period) implements Comparable<LimitKey> {
    static LimitKey of(PlanVersion plan, Benefit benefit, String rule) {
        String base = plan.code() + "/" + benefit.code();
        return new LimitKey(rule.isEmpty() ? base : base + "/" + rule, "life");
    }

    LimitKey over(Per per, DateRange term) {
        return per == Per.TERM ? new LimitKey(limit, "term:" + term.from()) : this;
    }

    @Override
    public int compareTo(LimitKey other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return limit + "@" + period;
    }
}
