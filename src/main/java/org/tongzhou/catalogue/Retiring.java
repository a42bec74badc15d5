package org.tongzhou.catalogue;

import org.tongzhou.plan.Heading.Retirement;
import org.tongzhou.plan.PlanCode;

/** The wish to close a plan from a day on, with the plan to go on in, and why. */
public record Retiring(PlanCode plan, Retirement retirement, String reason) {}
