package org.tongzhou.plan;

import java.time.LocalDate;
import java.util.Optional;
import org.tongzhou.kernel.DateRange;

/**
 * The rules of joining: who, for how much, how many units, for how many months, and until how many months after expiry a
 * renewal starts at the old expiry. {@code rosterColumn} is the heading of the plan's units column in a roster, if it has one.
 */
public record Joining(
        Eligibility eligibility,
        Fee fee,
        Funding funding,
        Stated<Integer> maxUnits,
        Stated<Integer> termMonths,
        int graceMonths,
        Optional<String> rosterColumn,
        PlanLinks links,
        UnitRules unit) {

    /** True when nobody joins whose occupation class is not known. */
    public boolean asksOccupation() {
        return !eligibility.occupations().isEmpty()
                || fee.by().filter(Fee.By.OCCUPATION::equals).isPresent();
    }

    /** True when nobody joins whose income is not known. */
    public boolean asksIncome() {
        return fee.by().filter(Fee.By.INCOME::equals).isPresent();
    }

    /** The term of a cover that starts on this day; the day of the same number after {@code termMonths} is out. */
    public DateRange termFrom(LocalDate day) {
        return new DateRange(day, day.plusMonths(termMonths.value()));
    }

    /** True when a cover that would begin on {@code day} continues one that expired at {@code expiry} (exclusive end), from there. */
    public boolean continues(LocalDate expiry, LocalDate day) {
        return !day.isAfter(expiry.plusMonths(graceMonths));
    }

    /** True when who was born then is too old on {@code day} even for a renewal that is dated back as far as the grace lets it. */
    public boolean isTooOldToRenew(LocalDate born, LocalDate day) {
        return eligibility.isTooOld(born, day.minusMonths(graceMonths));
    }
}
