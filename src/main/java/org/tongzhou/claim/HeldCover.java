package org.tongzhou.claim;

import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.plan.PlanVersion;

/** A cover that was in force on the day of the event: its row, the unit it came through, and the plan edition of that day. */
record HeldCover(long id, UnitId unit, String unitPath, PlanVersion plan, CoverFacts facts) {}
