package org.tongzhou.adjudication;

import java.time.LocalDate;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.PlanCode;

/**
 * One cover of the member: 1 or more units of a plan over a term. {@code continuousSince} is the first day of the unbroken
 * run of terms, the term's own first day for a first joiner; a waiting period is counted from it.
 */
public record CoverFacts(PlanCode plan, int units, DateRange term, LocalDate continuousSince, Sex sex) {
    public CoverFacts {
        if (units < 1 || continuousSince.isAfter(term.from())) {
            throw new IllegalArgumentException("cover of " + units + " units since " + continuousSince);
        }
    }
}
