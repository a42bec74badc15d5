package org.tongzhou.enrolment;

import java.util.List;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/** The fee of a submission is in, but these people would be too old on the day on which their cover begins: none of theirs does. */
public record TooOldToBegin(FundId fund, SubmissionId submission, List<PersonId> people) {
    public TooOldToBegin {
        people = List.copyOf(people);
    }
}
