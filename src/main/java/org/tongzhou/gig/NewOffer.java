package org.tongzhou.gig;

import org.tongzhou.contribution.ProgrammeId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.plan.PlanCode;

/** Places to be opened, one or more; they run as long as the programme does. */
public record NewOffer(UnitId unit, PlanCode plan, ProgrammeId programme, int places) {}
