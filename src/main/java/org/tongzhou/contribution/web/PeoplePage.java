package org.tongzhou.contribution.web;

import java.util.List;
import org.tongzhou.contribution.Bill;
import org.tongzhou.enrolment.Submissions;
import org.tongzhou.shell.Tried;

/** Who stands on a bill, and who may still leave it; {@code tried} are those who were ticked when it was refused. */
public record PeoplePage(Bill bill, List<Submissions.Joiner> joiners, Tried tried) {
    public boolean mayAllLeave() {
        return !joiners.isEmpty() && joiners.stream().noneMatch(Submissions.Joiner::begun);
    }
}
