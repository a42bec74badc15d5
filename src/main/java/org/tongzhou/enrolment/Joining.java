package org.tongzhou.enrolment;

import java.util.List;
import org.tongzhou.enrolment.CoverStore.NewSubmission;
import org.tongzhou.organisation.Unit;

/** People of one unit about to be enrolled together. */
record Joining(NewSubmission submission, Unit unit, List<Applicant> applicants, List<PolicyFee> policies) {}
