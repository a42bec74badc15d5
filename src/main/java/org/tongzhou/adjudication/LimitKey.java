package org.tongzhou.adjudication;

import java.time.LocalDate;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.plan.Per;

/**
 * What is counted against a limit: {@code limit} is {@code plan/benefit}, or {@code plan/benefit/n} for the n-th rule of
 * a benefit; {@code period} is {@code event:2026-01-19}, {@code term:2026-01-01} (first days) or {@code life}.
 */
public record LimitKey(String limit, String period) implements Comparable<LimitKey> {
    static LimitKey over(Per per, String limit, DateRange term, LocalDate event) {
        return switch (per) {
            case EVENT -> new LimitKey(limit, "event:" + event);
            case TERM -> new LimitKey(limit, "term:" + term.from());
            case LIFE -> new LimitKey(limit, "life");
        };
    }

    @Override
    public int compareTo(LimitKey other) {
        return toString().compareTo(other.toString());
    }

    /** Both parts joined with {@code @}. */
    @Override
    public String toString() {
        return limit + "@" + period;
    }
}
