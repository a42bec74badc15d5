package org.tongzhou.enrolment;

import java.util.List;
import java.util.OptionalInt;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanVersion;

/**
 * What a plan costs the people enrolled together beside their own fees, zero or more; {@code averageAgeTenths} is their
 * average age on the effective day where the fee goes by it.
 */
public record PolicyFee(PlanVersion plan, Money fixed, OptionalInt averageAgeTenths) {
    /** Of all of them. */
    static Money fixed(List<PolicyFee> policies) {
        return policies.stream().map(policy -> policy.fixed).reduce(Money.ZERO, Money::plus);
    }
}
