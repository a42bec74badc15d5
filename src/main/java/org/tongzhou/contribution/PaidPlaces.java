package org.tongzhou.contribution;

import java.util.Collection;
import java.util.Map;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;

/** Free places, each paid by the programme that it was offered out of. The room that keeps the places implements this. */
public interface PaidPlaces {
    /** What programmes pay for the places that submissions have taken and not given back; others are left out. */
    Map<SubmissionId, Map<ProgrammeId, Money>> prices(FundId fund, Collection<SubmissionId> submissions);
}
