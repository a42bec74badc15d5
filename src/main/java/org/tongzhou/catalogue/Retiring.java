package org.tongzhou.catalogue;

import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion.Retirement;

/** The wish to close a plan from a day on, with the plan to go on in, and why. */
public record Retiring(PlanCode plan, Retirement retirement, String reason) {}
