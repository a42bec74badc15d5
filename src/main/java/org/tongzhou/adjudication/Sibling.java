package org.tongzhou.adjudication;

import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.PlanVersion;

/** A benefit that an event opens: payable, or proposed with what is missing. The decision is of this benefit alone. */
public record Sibling(PlanVersion plan, Benefit benefit, Decision decision) {}
