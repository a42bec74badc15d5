package org.tongzhou.adjudication;

import org.tongzhou.plan.PlanVersion;

/** A cover with the version of its plan that held on the event's day. */
public record Covered(PlanVersion plan, CoverFacts cover) {}
