package org.tongzhou.adjudication;

import java.time.LocalDate;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.PlanCode;

/**
 * One cover of the member: 1 or more units of a plan over a term. {@code continuousSince} is the first day of the unbroken
 * run of terms, the term's own first day for a first joiner; a waiting period is counted from it.
 */
public final class CoverFacts {
    private final PlanCode plan;
    private final int units;
    private final Sex sex;

    /** Days since 1970, which is how rules count: the first of the term, the first after it, the first of the unbroken run. */
    final int from;

    final int until;
    final int since;

    public CoverFacts(PlanCode plan, int units, DateRange term, LocalDate continuousSince, Sex sex) {
        if (units < 1 || continuousSince.isAfter(term.from())) {
            throw new IllegalArgumentException("cover of " + units + " units since " + continuousSince);
        }
        this.plan = plan;
        this.units = units;
        this.sex = sex;
        this.from = Math.toIntExact(term.from().toEpochDay());
        this.until = Math.toIntExact(term.to().toEpochDay());
        this.since = Math.toIntExact(continuousSince.toEpochDay());
    }

    public PlanCode plan() {
        return plan;
    }

    public int units() {
        return units;
    }

    public DateRange term() {
        return new DateRange(LocalDate.ofEpochDay(from), LocalDate.ofEpochDay(until));
    }

    public LocalDate continuousSince() {
        return LocalDate.ofEpochDay(since);
    }

    public Sex sex() {
        return sex;
    }
}
