package org.tongzhou.enrolment;

import java.util.Map;
import org.tongzhou.kernel.Money;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.PlanCode;

/** People enrolled together as the room that bills them needs them: who pays how much, and what the fees are for. */
public record Billable(Submission submission, Unit unit, FeeSplit split, Map<PlanCode, Money> byPlan) {}
