package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.Optional;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.PlanCode;

/**
 * One cover of the member: 1 or more units of a plan over a term. {@code continuousSince} is the first day of the unbroken
 * run of terms, the term's own first day for a first joiner; a waiting period is counted from it.
 */
public final class CoverFacts {
    static final int NOT_PROMISED = Integer.MIN_VALUE;

    private final PlanCode plan;
    private final int units;
    private final Sex sex;

    /** Days since 1970, which is how rules count: the first of the term, the first after it, the first of the unbroken run. */
    final int from;

    final int until;
    final int since;

    /** The first day whose illnesses count as the certificate says, or none: then the plan's waiting period says. */
    final int promised;

    public CoverFacts(PlanCode plan, int units, DateRange term, LocalDate continuousSince, Sex sex) {
        this(plan, units, term, continuousSince, sex, NOT_PROMISED);
    }

    private CoverFacts(PlanCode plan, int units, DateRange term, LocalDate continuousSince, Sex sex, int promised) {
        if (units < 1 || continuousSince.isAfter(term.from())) {
            throw new IllegalArgumentException("cover of " + units + " units since " + continuousSince);
        }
        this.plan = plan;
        this.units = units;
        this.sex = sex;
        this.from = Math.toIntExact(term.from().toEpochDay());
        this.until = Math.toIntExact(term.to().toEpochDay());
        this.since = Math.toIntExact(continuousSince.toEpochDay());
        this.promised = promised;
    }

    /** The cover of a certificate that says from which day an illness counts: a later edition's waiting period does not move it. */
    public CoverFacts counting(LocalDate from) {
        return new CoverFacts(plan, units, term(), continuousSince(), sex, Math.toIntExact(from.toEpochDay()));
    }

    /** The same cover as if no certificate had been given: the plan's own waiting period says from which day an illness counts. */
    public CoverFacts byRule() {
        return new CoverFacts(plan, units, term(), continuousSince(), sex, NOT_PROMISED);
    }

    public Optional<LocalDate> promised() {
        return promised == NOT_PROMISED ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(promised));
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
