package org.tongzhou.claim;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.FundId;
import org.tongzhou.plan.PlanVersion;

/**
 * Which claims are for fixed sums alone: by their edition, for a death as for a class or a grade that a person confirms. They take
 * nothing from a receipt.
 */
@Component
class FixedSums {
    private final Plans plans;

    FixedSums(Plans plans) {
        this.plans = plans;
    }

    boolean isOne(FundId fund, Claim claim) {
        Claim.Benefit benefit = claim.benefit();
        return editions(fund).contains(benefit.plan() + "-" + benefit.planVersion());
    }

    /** The editions of which they are, each as {@code plan-edition}. */
    Set<String> editions(FundId fund) {
        return plans.book(fund).versions().stream()
                .filter(Verdict::isLumpSum)
                .map(PlanVersion::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
