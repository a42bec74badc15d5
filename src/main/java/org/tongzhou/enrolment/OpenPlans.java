package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Which plans somebody may be enrolled in without a roster, and why not in the others. */
@Component
public class OpenPlans {
    private final Plans plans;

    OpenPlans(Plans plans) {
        this.plans = plans;
    }

    /** Through which kind of unit, and on which day a cover would begin. */
    public record Door(UnitKind kind, LocalDate first) {}

    /** Why nobody may be; whoever asks knows in which words to say it. */
    public enum Why {
        CLOSED,
        NOT_FOR_UNIT
    }

    /** The edition that a cover would begin under; else refuses as {@code said} tells. */
    public PlanVersion require(FundId fund, Door door, PlanCode code, Function<Why, Refusal> said) {
        PlanVersion plan = plans.version(fund, code, door.first())
                .filter(version -> version.isOpenOn(door.first()))
                .orElseThrow(() -> said.apply(Why.CLOSED));
        if (!admits(plan, door)) {
            throw said.apply(Why.NOT_FOR_UNIT);
        }
        return plan;
    }

    /** All that {@link #require} would answer, in the order in which lists show them. */
    public List<PlanVersion> through(FundId fund, Door door) {
        return plans.openOn(fund, door.first()).stream()
                .filter(plan -> admits(plan, door))
                .toList();
    }

    private static boolean admits(PlanVersion plan, Door door) {
        return plan.eligibility().admitsUnitType(door.kind().code());
    }
}
