package org.tongzhou.contribution.web;

import java.util.List;
import org.tongzhou.contribution.Bill;
import org.tongzhou.enrolment.Submissions;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Tried;

/**
 * Who stands on a bill, paged by key ({@code after} is empty on the first page), and who may still leave it; {@code tried} are
 * those who were ticked when it was refused.
 */
public record PeoplePage(Bill bill, Slice<Submissions.Joiner> people, String after, boolean mayAllLeave, Tried tried) {
    public List<Submissions.Joiner> joiners() {
        return people.items();
    }

    public String path() {
        return "/bills/" + bill.id().value() + "/people";
    }
}
