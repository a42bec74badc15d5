package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.Heading;
import org.tongzhou.plan.Lineage;
import org.tongzhou.plan.PlanCode;

/** Plans that nobody joins any more, and what still awaits its fee under one: it never begins, whenever the fee comes. */
@Component
public class ClosedPlans {
    private final Plans plans;
    private final Covers covers;

    ClosedPlans(Plans plans, Covers covers) {
        this.plans = plans;
        this.covers = covers;
    }

    /** The last word on the end of a plan; empty while it is open. */
    public Optional<Heading.Retirement> retirement(FundId fund, PlanCode plan) {
        return plans.editions(fund, plan).stream()
                .flatMap(edition -> edition.heading().retired().stream())
                .reduce((earlier, later) -> later);
    }

    /** Of these covers of one person those for which a fee that comes now is too late. */
    public Set<Cover> tooLate(FundId fund, PersonId person, List<Cover> shown, LocalDate today) {
        LocalDate next = today.plusDays(1);
        Set<Cover> late = new HashSet<>(shown.stream()
                .filter(cover -> cover.state() == Cover.State.AWAITING && !isOpen(fund, cover.plan(), next))
                .toList());
        if (!late.isEmpty()) {
            List<Cover> ever = covers.of(fund, person);
            late.removeIf(cover -> last(fund, cover, ever)
                    .filter(expiry -> isOpen(fund, cover.plan(), expiry) && continues(fund, cover, expiry, next))
                    .isPresent());
        }
        return late;
    }

    private boolean isOpen(FundId fund, PlanCode plan, LocalDate day) {
        return retirement(fund, plan)
                .filter(retired -> !day.isBefore(retired.from()))
                .isEmpty();
    }

    /** When what it would go on from ends: the last term of the plan, or of one that it goes on for. */
    private Optional<LocalDate> last(FundId fund, Cover cover, List<Cover> ever) {
        Set<PlanCode> line = Lineage.of(plans.book(fund).versions()).line(cover.plan());
        return ever.stream()
                .filter(other -> line.contains(other.plan()))
                .flatMap(other -> Optional.ofNullable(other.period()).stream())
                .map(period -> period.term().to())
                .max(LocalDate::compareTo);
    }

    /** A renewal is dated back to the old expiry. */
    private boolean continues(FundId fund, Cover cover, LocalDate expiry, LocalDate day) {
        return plans.editions(fund, cover.plan()).stream()
                .filter(plan -> plan.edition().equals(cover.edition()))
                .anyMatch(plan -> plan.joining().continues(expiry, day));
    }
}
