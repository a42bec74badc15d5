package org.tongzhou.enrolment;

import java.util.List;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/** The fee of a submission is in, but a plan of it is closed on the day on which its cover would begin: nothing of it does. */
public record ClosedToBegin(FundId fund, SubmissionId submission, List<PersonId> people) {
    public ClosedToBegin {
        people = List.copyOf(people);
    }
}
