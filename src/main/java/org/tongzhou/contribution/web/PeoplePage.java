package org.tongzhou.contribution.web;

import java.util.List;
import org.tongzhou.contribution.Bill;
import org.tongzhou.enrolment.Submissions;

/** Who stands on a bill, and who may still leave it. */
public record PeoplePage(Bill bill, List<Submissions.Joiner> joiners) {
    public boolean mayAllLeave() {
        return !joiners.isEmpty() && joiners.stream().noneMatch(Submissions.Joiner::begun);
    }
}
