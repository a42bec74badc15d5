package org.tongzhou.enrolment;

import java.util.List;
import java.util.Map;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.PlanCode;

/** People of one unit about to be enrolled together; {@code places} of each plan were taken for them. */
record Joining(
        NewSubmission submission,
        Unit unit,
        Joiners joiners,
        Map<PlanCode, Integer> places,
        List<PolicyFee> policies) {}
