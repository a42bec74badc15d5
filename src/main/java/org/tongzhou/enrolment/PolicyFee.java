package org.tongzhou.enrolment;

import java.util.OptionalInt;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanVersion;

/**
 * What a plan costs the people enrolled together beside their own fees, zero or more; {@code averageAgeTenths} is their
 * average age on the effective day where the fee goes by it.
 */
public record PolicyFee(PlanVersion plan, Money fixed, OptionalInt averageAgeTenths) {}
